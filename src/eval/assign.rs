//! The best one-to-one matching of gold and predicted events.
//!
//! In: a matrix of weights. Out: pairs of rows and columns. Not done here: what a weight means, and
//! which pairs are too weak to count.

/// Pairs (row, column) of a matrix of weights whose sum is greatest, each row and column used at
/// most once. Among equal sums the earlier columns win, so that the choice never varies.
pub fn assign(weights: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let (rows, columns) = (weights.len(), weights.first().map_or(0, Vec::len));
    if rows > columns {
        let transposed: Vec<Vec<f64>> = (0..columns).map(|c| weights.iter().map(|row| row[c]).collect()).collect();
        return assign(&transposed).into_iter().map(|(c, r)| (r, c)).collect();
    }
    let mut matching = Matching::new(weights, columns);
    for row in 0..rows {
        matching.place(row);
    }
    matching.row_of.iter().take(columns).enumerate().filter_map(|(column, row)| row.map(|r| (r, column))).collect()
}

/// The Hungarian method by shortest augmenting paths: rows are placed one by one, and every row
/// that stands in the way moves on to the next cheapest column. Costs are negative weights.
struct Matching<'w> {
    weights: &'w [Vec<f64>],
    columns: usize,
    row_price: Vec<f64>,
    /// One more than there are columns: the last is where a path begins.
    column_price: Vec<f64>,
    row_of: Vec<Option<usize>>,
}

impl Matching<'_> {
    fn new(weights: &[Vec<f64>], columns: usize) -> Matching<'_> {
        Matching { weights, columns, row_price: vec![0.0; weights.len()], column_price: vec![0.0; columns + 1], row_of: vec![None; columns + 1] }
    }

    /// Finds the cheapest path from a row to a free column and moves every row on it.
    fn place(&mut self, row: usize) {
        let start = self.columns;
        self.row_of[start] = Some(row);
        let mut distance = vec![f64::INFINITY; self.columns];
        let mut came_from = vec![start; self.columns];
        let mut seen = vec![false; self.columns + 1];
        let mut at = start;
        while let Some(row) = self.row_of[at] {
            seen[at] = true;
            let (mut nearest, mut step) = (at, f64::INFINITY);
            for column in (0..self.columns).filter(|c| !seen[*c]) {
                let cost = -self.weights[row][column] - self.row_price[row] - self.column_price[column];
                if cost < distance[column] {
                    distance[column] = cost;
                    came_from[column] = at;
                }
                if distance[column] < step {
                    step = distance[column];
                    nearest = column;
                }
            }
            self.shift_prices(&seen, step);
            distance.iter_mut().zip(&seen).filter(|(_, seen)| !**seen).for_each(|(d, _)| *d -= step);
            at = nearest;
        }
        while at != start {
            let before = came_from[at];
            self.row_of[at] = self.row_of[before];
            at = before;
        }
    }

    fn shift_prices(&mut self, seen: &[bool], step: f64) {
        for column in (0..=self.columns).filter(|c| seen[*c]) {
            if let Some(row) = self.row_of[column] {
                self.row_price[row] += step;
            }
            self.column_price[column] -= step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every matching tried.
    fn best_sum(weights: &[Vec<f64>], row: usize, used: &mut Vec<bool>) -> f64 {
        let Some(line) = weights.get(row) else { return 0.0 };
        let mut best = if weights.len() > line.len() { best_sum(weights, row + 1, used) } else { f64::NEG_INFINITY };
        for column in 0..line.len() {
            if !used[column] {
                used[column] = true;
                best = best.max(line[column] + best_sum(weights, row + 1, used));
                used[column] = false;
            }
        }
        best
    }

    #[test]
    fn the_sum_is_the_greatest() {
        let mut state = 7u64;
        for (rows, columns) in [(1, 1), (2, 2), (3, 5), (5, 3), (4, 4), (6, 5)] {
            for _ in 0..40 {
                let mut random = || {
                    state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                    ((state >> 40) % 21) as f64 / 20.0
                };
                let weights: Vec<Vec<f64>> = (0..rows).map(|_| (0..columns).map(|_| random()).collect()).collect();
                let pairs = assign(&weights);
                assert_eq!(pairs.len(), rows.min(columns));
                let sum: f64 = pairs.iter().map(|(r, c)| weights[*r][*c]).sum();
                assert!((sum - best_sum(&weights, 0, &mut vec![false; columns])).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn nothing_matches_nothing() {
        assert!(assign(&[]).is_empty());
        assert!(assign(&[vec![], vec![]]).is_empty());
    }
}
