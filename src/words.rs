//! Words and names in texts.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text in lower case (Unicode Standard Annex 29).
pub(crate) fn words(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// A text without what stands between quotation marks, whose place a mark keeps so that words around it are no run.
pub(crate) fn without_quotations(text: &str) -> String {
    let mut inside = false;
    let kept = text.chars().map(|c| {
        match c {
            '“' => inside = true,
            '”' => inside = false,
            '"' => inside = !inside,
            _ if !inside => return c.to_string(),
            _ => return String::new(),
        }
        " \u{fffc}0\u{fffc} ".to_owned()
    });
    kept.collect()
}

/// The first run of `length` words that both have.
pub(crate) fn shared_run<'a>(ours: &'a [String], theirs: &[String], length: usize) -> Option<&'a [String]> {
    ours.windows(length).find(|run| theirs.windows(length).any(|other| *run == other))
}

/// Whom a text names, the longest name at each place counting: "Ukrainian forces" is not also "Ukrainian".
pub(crate) fn find_names<T: Copy>(text: &str, names: &[(&str, T)]) -> Vec<T> {
    // By the first character, since most words of a text start no name.
    let mut by_start = BTreeMap::<char, Vec<&(&str, T)>>::new();
    for entry in names {
        by_start.entry(entry.0.chars().next().unwrap_or_default()).or_default().push(entry);
    }
    let mut found = Vec::new();
    let mut end = 0;
    for (start, word) in text.unicode_word_indices() {
        let Some(alike) = word.chars().next().and_then(|first| by_start.get(&first)) else { continue };
        let rest = &text[start..];
        let here = |name: &str| rest.starts_with(name) && !rest[name.len()..].starts_with(char::is_alphanumeric);
        let longest = alike.iter().filter(|(name, _)| here(name)).map(|(name, _)| name.len()).max().filter(|_| start >= end);
        if let Some(length) = longest {
            end = start + length;
            found.extend(alike.iter().filter(|(name, _)| name.len() == length && here(name)).map(|(_, whom)| *whom));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_left_out_and_break_a_run() {
        assert_eq!(
            words(&without_quotations("They said “we will” and \"so on\" then")),
            ["they", "said", "0", "0", "and", "0", "0", "then"]
        );
    }

    #[test]
    fn the_longest_name_counts() {
        let names = [("Ukrainian", 1), ("Ukrainian forces", 2), ("US", 3), ("NATO", 4)];
        assert_eq!(find_names("Ukrainian forces and NATO’s troops trust us, Ukrainians not", &names), [2, 4]);
    }

    #[test]
    fn a_run_is_found_where_it_stands() {
        let (ours, theirs) = (words("They will send two companies now"), words("we will send two companies"));
        assert_eq!(shared_run(&ours, &theirs, 4).map(<[_]>::len), Some(4));
        assert_eq!(shared_run(&ours, &theirs, 5), None);
    }
}
