//! The ids of records that cannot be read, so that mentions of them are no faults of their own.

/// What stands where the ids of records do in a text, whatever is wrong around them.
pub(super) fn ids(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text.match_indices("id").filter_map(|(at, key)| id(&text[..at], &text[at + key.len()..])).collect();
    found.dedup();
    found
}

/// The id behind a key `id` between these texts.
fn id(before: &str, behind: &str) -> Option<String> {
    // Behind a value or a comment there may be a line break missing.
    let before = before.trim_end_matches([' ', '\t', '"']).chars().next_back();
    if before.is_some_and(|before| !matches!(before, '\n' | '\r' | '[' | ']' | '{' | '}' | ',' | '=' | '#' | '\u{feff}')) {
        return None;
    }
    let is_sign = |c: char| matches!(c, '[' | ']' | '{' | '}' | '"' | ',' | '=' | '#' | ' ' | '\t' | '\r' | '\n' | '\'');
    let words = behind.trim_start_matches(is_sign);
    let id: String = words.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).collect();
    (words.len() < behind.len() && !id.is_empty()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_whatever_stands_around_them() {
        for text in [
            "id = \"x.001\"",
            "[[claims]]\nid = \"x.001\"\n",
            "[[claims]]id = \"x.001\"",
            "[[claims]]#id = \"x.001\"",
            "id \"x.001\"",
            "id = x.001\"",
            "id = \"x.001",
            "id = \"\"x.001\"",
            "id =\n\"x.001\"",
            "\"id\" = \"x.001\"",
            "{ id = \"x.001\", a = 1 }",
        ] {
            assert_eq!(ids(text), ["x.001"], "{text}");
        }
        assert_eq!(ids("id = \"x.001\"\nnote = \"its id is x\"\nid = \"x.002\""), ["x.001", "x.002"]);
        assert_eq!(ids("grid = 1\nidea = 2\nid"), Vec::<String>::new());
    }
}
