//! How far apart two words are.

/// The least number of letters to insert, delete, replace or swap with their neighbour that makes one word of the other, where no part is
/// edited twice (the optimal string alignment distance).
pub(crate) fn edit_distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    // The distances of the beginnings of `left`, the last two and the next, to each beginning of `right`.
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            let swapped = if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b { before[j - 1] + 1 } else { usize::MAX };
            next.push(replaced.min(last[j + 1] + 1).min(next[j] + 1).min(swapped));
        }
        before = std::mem::replace(&mut last, next);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::edit_distance;

    #[test]
    fn distances_are_those_of_the_definition() {
        for (left, right, distance) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("coalitoin", "coalition", 1),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
            ("straße", "strasse", 2),
            ("ab", "ba", 1),
            ("abcd", "badc", 2),
        ] {
            assert_eq!((edit_distance(left, right), edit_distance(right, left)), (distance, distance), "{left}, {right}");
        }
    }
}
