//! How one text became another, word by word.

/// A run of words: those of both texts, of the old one alone, or of the new one alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Words {
    Same(String),
    Old(String),
    New(String),
}

/// How many words of two texts are compared one by one; longer texts are shown whole.
const MOST: usize = 2_000;

/// The words of both texts in order: what they share, and what only one of them has.
pub(crate) fn words(old: &str, new: &str) -> Vec<Words> {
    let (old, new): (Vec<_>, Vec<_>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    if old.len().max(new.len()) > MOST {
        return vec![Words::Old(old.join(" ")), Words::New(new.join(" "))];
    }
    let longest = longest_shared(&old, &new);
    let (mut i, mut j) = (0, 0);
    let (mut found, mut gone, mut fresh) = (Vec::new(), Vec::new(), Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            take(&mut found, &mut gone, Words::Old);
            take(&mut found, &mut fresh, Words::New);
            let mut same = Vec::new();
            while i < old.len() && j < new.len() && old[i] == new[j] {
                same.push(old[i]);
                (i, j) = (i + 1, j + 1);
            }
            found.push(Words::Same(same.join(" ")));
        } else if j == new.len() || i < old.len() && longest[i + 1][j] >= longest[i][j + 1] {
            gone.push(old[i]);
            i += 1;
        } else {
            fresh.push(new[j]);
            j += 1;
        }
    }
    take(&mut found, &mut gone, Words::Old);
    take(&mut found, &mut fresh, Words::New);
    found
}

fn take(found: &mut Vec<Words>, words: &mut Vec<&str>, kind: fn(String) -> Words) {
    if !words.is_empty() {
        found.push(kind(words.join(" ")));
        words.clear();
    }
}

/// For each pair of places, how many words the rest of both lists can share in order.
fn longest_shared(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut longest = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i][j] = if old[i] == new[j] { longest[i + 1][j + 1] + 1 } else { longest[i + 1][j].max(longest[i][j + 1]) };
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_stay_and_others_are_told_apart() {
        let same = |text: &str| Words::Same(text.to_owned());
        let old = |text: &str| Words::Old(text.to_owned());
        let new = |text: &str| Words::New(text.to_owned());
        assert_eq!(
            words("Estonia is ready to send a company.", "Estonia would send one company."),
            [same("Estonia"), old("is ready to"), new("would"), same("send"), old("a"), new("one"), same("company.")]
        );
        assert_eq!(words("", "New."), [new("New.")]);
        assert_eq!(words("The same.", "The same."), [same("The same.")]);
        assert_eq!(words("", ""), []);
    }

    #[test]
    fn the_words_of_either_text_come_out_again() {
        let texts = ["a b c d e", "b d f a", "a a b", "c", "", "e d c b a", "a b c a b c"];
        for (one, other) in texts.iter().flat_map(|one| texts.iter().map(move |other| (*one, *other))) {
            let found = words(one, other);
            let of = |keep: fn(&Words) -> Option<&String>| found.iter().filter_map(keep).map(String::as_str).collect::<Vec<_>>().join(" ");
            assert_eq!(of(|words| if let Words::Same(text) | Words::Old(text) = words { Some(text) } else { None }), one);
            assert_eq!(of(|words| if let Words::Same(text) | Words::New(text) = words { Some(text) } else { None }), other);
        }
    }
}
