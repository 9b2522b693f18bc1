//! Distances on the map.

/// Kilometres between two points in degrees, on a sphere.
pub fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (north_a, north_b) = (a.0.to_radians(), b.0.to_radians());
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(north_b - north_a) + north_a.cos() * north_b.cos() * half(b.1.to_radians() - a.1.to_radians());
    12742.0 * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_great_circles() {
        assert_eq!(distance((16.0, -3.0), (16.0, -3.0)), 0.0);
        assert!((distance((16.77, -3.01), (16.27, -0.04)) - 321.7).abs() < 1.0);
    }
}
