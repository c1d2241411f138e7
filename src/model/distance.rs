//! How far apart two words are.

/// The least number of letters to insert, delete, replace or swap with their neighbour that makes one word of the other, where no part is
/// edited twice (the optimal string alignment distance); `None` if it is more than `most`.
pub(crate) fn edit_distance(left: &str, right: &str, most: usize) -> Option<usize> {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > most {
        return None;
    }
    // The distances of the beginnings of `left`, the last two and the next, to each beginning of `right`.
    let mut before = vec![usize::MAX; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    let mut next = last.clone();
    for (i, a) in left.iter().enumerate() {
        next[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let replaced = last[j] + usize::from(a != b);
            let swapped = if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b { before[j - 1] + 1 } else { usize::MAX };
            next[j + 1] = replaced.min(last[j + 1] + 1).min(next[j] + 1).min(swapped);
        }
        // Whatever follows is made from these two rows, and is no less.
        if last.iter().chain(&next).all(|distance| *distance > most) {
            return None;
        }
        (before, last, next) = (last, next, before);
    }
    Some(last[right.len()]).filter(|distance| *distance <= most)
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
            for (left, right) in [(left, right), (right, left)] {
                assert_eq!(edit_distance(left, right, usize::MAX), Some(distance), "{left}, {right}");
                assert_eq!(edit_distance(left, right, distance), Some(distance), "{left}, {right}");
                let less = distance.checked_sub(1).and_then(|less| edit_distance(left, right, less));
                assert_eq!(less, None, "{left}, {right}");
            }
        }
    }
}
