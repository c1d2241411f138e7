//! How far apart two words are.

/// A word of 64 letters at most that others are compared with.
pub(crate) struct Pattern {
    /// Where each ASCII letter stands in the word: a bit for each place, the lowest for the first.
    ascii: [u64; 128],
    /// The same for all other letters.
    others: Vec<(char, u64)>,
    length: usize,
}

impl Pattern {
    /// How many letters a word may have.
    pub(crate) const LONGEST: usize = u64::BITS as usize;

    /// `None` if the word is longer.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut pattern = Self { ascii: [0; 128], others: Vec::new(), length: 0 };
        for letter in text.chars() {
            if pattern.length == Self::LONGEST {
                return None;
            }
            let place = 1 << pattern.length;
            match pattern.ascii.get_mut(letter as usize) {
                Some(places) => *places |= place,
                None => pattern.others.push((letter, pattern.places(letter) | place)),
            }
            pattern.length += 1;
        }
        Some(pattern)
    }

    fn places(&self, letter: char) -> u64 {
        let other = || self.others.iter().rev().find(|(other, _)| *other == letter).map_or(0, |(_, places)| *places);
        self.ascii.get(letter as usize).copied().unwrap_or_else(other)
    }

    /// The least number of letters to insert, delete, replace or swap with their neighbour that makes one word of the other, where no part
    /// is edited twice (the optimal string alignment distance); `None` if it is more than `most`.
    ///
    /// By H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", Nordic Journal of Computing 10 (2003):
    /// a column of the table of distances is held as the places at which they grow and fall, and made from the last one in a few steps.
    pub(crate) fn distance(&self, other: &str, most: usize) -> Option<usize> {
        let letters = other.chars().count();
        let Some(last) = self.length.checked_sub(1) else { return Some(letters).filter(|distance| *distance <= most) };
        if self.length.abs_diff(letters) > most {
            return None;
        }
        let (mut grows, mut falls, mut same, mut before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut distance = self.length;
        for letter in other.chars() {
            let here = self.places(letter);
            let swapped = ((!same & here) << 1) & before;
            same = ((here & grows).wrapping_add(grows) ^ grows) | here | falls | swapped;
            let (up, down) = (falls | !(same | grows), same & grows);
            distance = distance + usize::from(up >> last & 1 == 1) - usize::from(down >> last & 1 == 1);
            let (up, down) = (up << 1 | 1, down << 1);
            (grows, falls, before) = (down | !(same | up), up & same, here);
        }
        Some(distance).filter(|distance| *distance <= most)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn edit_distance(left: &str, right: &str, most: usize) -> Option<usize> {
        Pattern::new(left).expect("the word is short").distance(right, most)
    }

    #[test]
    fn distances_of_some_words() {
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

    /// The definition, word for word.
    fn defined(left: &[u8], right: &[u8]) -> usize {
        let (Some((a, left_rest)), Some((b, right_rest))) = (left.split_last(), right.split_last()) else {
            return left.len().max(right.len());
        };
        let replaced = defined(left_rest, right_rest) + usize::from(a != b);
        let edited = replaced.min(defined(left_rest, right) + 1).min(defined(left, right_rest) + 1);
        match (left_rest.split_last(), right_rest.split_last()) {
            (Some((before_a, left)), Some((before_b, right))) if before_a == b && before_b == a => edited.min(defined(left, right) + 1),
            _ => edited,
        }
    }

    #[test]
    fn distances_of_all_short_words_are_those_of_the_definition() {
        let mut words = vec![String::new()];
        for length in 1..=5 {
            let longer: Vec<_> =
                words.iter().filter(|word| word.len() == length - 1).flat_map(|word| [format!("{word}a"), format!("{word}b")]).collect();
            words.extend(longer);
        }
        for left in &words {
            for right in &words {
                let distance = defined(left.as_bytes(), right.as_bytes());
                assert_eq!(edit_distance(left, right, distance), Some(distance), "{left}, {right}");
                assert_eq!(edit_distance(&format!("é-{left}"), &format!("é-{right}"), 9), Some(distance), "{left}, {right}");
            }
        }
    }

    #[test]
    fn words_have_sixty_four_letters_at_most() {
        let longest = "ü".repeat(64);
        assert_eq!(edit_distance(&longest, &longest[2..], 1), Some(1));
        assert_eq!(edit_distance(&longest, &format!("{longest}a"), 1), Some(1));
        assert!(Pattern::new(&format!("{longest}a")).is_none());
    }
}
