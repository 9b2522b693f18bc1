//! Where countries lie, roughly: enough to catch a swapped or mistyped coordinate.

/// Code, south, west, north, east, in degrees, a little wider than the borders.
const BOXES: [(&str, f64, f64, f64, f64); 25] = [
    ("BF", 9.3, -5.7, 15.2, 2.5),
    ("BJ", 6.0, 0.7, 12.5, 3.9),
    ("CF", 2.1, 14.3, 11.2, 27.6),
    ("CI", 4.2, -8.7, 10.9, -2.4),
    ("CM", 1.5, 8.3, 13.2, 16.3),
    ("DZ", 18.8, -8.8, 37.3, 12.1),
    ("EG", 21.8, 24.6, 31.9, 37.1),
    ("EH", 20.6, -17.3, 27.8, -8.5),
    ("GH", 4.5, -3.4, 11.3, 1.3),
    ("GM", 12.9, -17.0, 14.0, -13.7),
    ("GN", 7.0, -15.2, 12.8, -7.5),
    ("GW", 10.7, -16.9, 12.8, -13.5),
    ("LR", 4.2, -11.6, 8.7, -7.2),
    ("LY", 19.4, 9.2, 33.3, 25.3),
    ("MA", 20.6, -17.3, 36.1, -0.8),
    ("ML", 10.0, -12.4, 25.1, 4.4),
    ("MR", 14.6, -17.2, 27.4, -4.7),
    ("NE", 11.6, 0.1, 23.7, 16.1),
    ("NG", 4.1, 2.6, 14.0, 14.8),
    ("SD", 8.6, 21.7, 22.4, 38.8),
    ("SL", 6.7, -13.5, 10.1, -10.2),
    ("SN", 12.2, -17.7, 16.8, -11.3),
    ("TD", 7.3, 13.4, 23.6, 24.1),
    ("TG", 6.0, -0.3, 11.3, 1.9),
    ("TN", 30.1, 7.4, 37.7, 11.7),
];

/// Whether a point can lie in a country; `None` for a country without a box here.
pub(super) fn inside(country: &str, point: (f64, f64)) -> Option<bool> {
    let (_, south, west, north, east) = BOXES.iter().find(|b| b.0 == country)?;
    Some((*south..=*north).contains(&point.0) && (*west..=*east).contains(&point.1))
}
