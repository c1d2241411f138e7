//! Which of two lists' items belong together, so that what they have in common is the most.

/// For each of the rows the column that it is matched with, one to one, so that the sum of the weights is the greatest; `None` where nothing
/// is gained by any that is free. The weights are those of `rows * columns` pairs, row by row, none of them negative.
///
/// The Hungarian algorithm (H. Kuhn, *The Hungarian Method for the Assignment Problem*, 1955), by shortest augmenting paths: it takes rows²
/// times columns steps.
pub(super) fn best_assignment(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<Option<usize>> {
    if rows <= columns {
        return of_fewer_rows(rows, columns, weight);
    }
    let mut matched = vec![None; rows];
    for (column, row) in of_fewer_rows(columns, rows, |column, row| weight(row, column)).into_iter().enumerate() {
        if let Some(row) = row {
            matched[row] = Some(column);
        }
    }
    matched
}

/// The same of no more rows than columns.
fn of_fewer_rows(rows: usize, columns: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<Option<usize>> {
    // Places are counted from 1; 0 is none. The potentials keep every reduced cost from being negative.
    let mut row_potential = vec![0; rows + 1];
    let mut column_potential = vec![0; columns + 1];
    let mut row_of = vec![0; columns + 1];
    for row in 1..=rows {
        row_of[0] = row;
        let mut least = vec![i64::MAX; columns + 1];
        let mut before = vec![0; columns + 1];
        let mut is_visited = vec![false; columns + 1];
        let mut column = 0;
        while row_of[column] != 0 {
            is_visited[column] = true;
            let (from, mut step, mut next) = (row_of[column], i64::MAX, 0);
            for to in (1..=columns).filter(|to| !is_visited[*to]) {
                let reduced = -weight(from - 1, to - 1) - row_potential[from] - column_potential[to];
                if reduced < least[to] {
                    (least[to], before[to]) = (reduced, column);
                }
                if least[to] < step {
                    (step, next) = (least[to], to);
                }
            }
            for to in 0..=columns {
                if is_visited[to] {
                    row_potential[row_of[to]] += step;
                    column_potential[to] -= step;
                } else {
                    least[to] = least[to].saturating_sub(step);
                }
            }
            column = next;
        }
        while column != 0 {
            row_of[column] = row_of[before[column]];
            column = before[column];
        }
    }
    let mut matched = vec![None; rows];
    for (column, row) in row_of.into_iter().enumerate().skip(1).filter(|(_, row)| *row != 0) {
        matched[row - 1] = (weight(row - 1, column - 1) > 0).then_some(column - 1);
    }
    matched
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(weights: &[&[i64]]) -> Vec<Option<usize>> {
        best_assignment(weights.len(), weights.first().map_or(0, |row| row.len()), |row, column| weights[row][column])
    }

    #[test]
    fn what_is_best_for_all_counts_not_what_is_best_for_the_first() {
        assert_eq!(matched(&[&[10, 9], &[9, 1]]), [Some(1), Some(0)]);
        assert_eq!(matched(&[&[10, 3], &[5, 0]]), [Some(0), None]);
        assert_eq!(matched(&[&[1, 2, 3]]), [Some(2)]);
        assert_eq!(matched(&[&[1], &[3], &[2]]), [None, Some(0), None]);
        assert_eq!(matched(&[&[0, 0], &[0, 7]]), [None, Some(1)]);
        assert_eq!(matched(&[]), []);
    }

    #[test]
    fn the_sum_is_the_greatest_that_any_order_gives() {
        // Every order of five rows is tried on weights that a simple generator gives.
        fn greatest(weights: &[[i64; 5]; 5], row: usize, used: u32) -> i64 {
            let free = (0..5).filter(|column| used & (1 << column) == 0);
            free.map(|column| weights[row][column] + if row < 4 { greatest(weights, row + 1, used | (1 << column)) } else { 0 })
                .max()
                .unwrap_or(0)
        }
        let mut state = 7_i64;
        for _ in 0..200 {
            let weights = [[(); 5]; 5].map(|row| {
                row.map(|()| {
                    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
                    (state / 65_536 % 12 - 3).max(0)
                })
            });
            let found = best_assignment(5, 5, |row, column| weights[row][column]);
            let sum: i64 = found.iter().enumerate().filter_map(|(row, column)| Some(weights[row][(*column)?])).sum();
            assert_eq!(sum, greatest(&weights, 0, 0), "{weights:?}");
            let mut columns: Vec<_> = found.iter().flatten().collect();
            columns.sort();
            columns.dedup();
            assert_eq!(columns.len(), found.iter().flatten().count(), "one to one");
        }
    }
}
