//! TOML: a JSON value, the spans of its parts, and every fault of syntax.

mod comment;
mod cut;
mod heading;
mod ids;
mod newer;
mod read;
mod recover;
mod signs;
mod suspect;

use crate::dataset::layout::FileKind;
use crate::limits::{LONGEST_FILE, MOST_FAULTS, mebibytes};
use crate::load::conflict::conflicts;
use crate::load::document::{Document, Fault, decode};
use read::{Read, read};
use recover::{Recovered, recover};

/// Parses a TOML file, past its faults.
pub(crate) fn parse(bytes: &[u8], kind: FileKind) -> Document {
    if bytes.len() > LONGEST_FILE {
        let message = format!("the file is longer than {}: expected a shorter one", mebibytes(LONGEST_FILE));
        return Document { faults: vec![Fault::syntax(0..0, message, None)], is_unknown: true, ..Document::default() };
    }
    let (text, mut faults) = match decode(bytes) {
        Ok(decoded) => decoded,
        Err((text, fault)) => return Document { text, faults: vec![fault], is_unknown: true, ..Document::default() },
    };
    let read = read(&text);
    if is_sound(&read, &text, kind) {
        faults.extend(newer::faults(&text));
        return Document { faults: first_of(faults), text, value: read.value, spans: read.spans, ..Document::default() };
    }
    let Recovered { value, spans, text: rest, faults: found, lost, head_has_gaps, is_cut_off } = recover(&text, kind);
    faults.extend(found);
    faults.extend(newer::faults(&rest));
    let is_cut_off = is_cut_off || faults.len() > MOST_FAULTS;
    Document { text, value, spans, faults: first_of(faults), lost, head_has_gaps, is_cut_off, ..Document::default() }
}

/// Whether a text has no fault past which it must be read.
fn is_sound(read: &Read, text: &str, kind: FileKind) -> bool {
    // A heading is lost where the first record's keys stand in none.
    let is_stray = kind.array().is_some() && read.value.get("id").is_some();
    let has_conflict = || text.contains("<<<<<<<") && conflicts(text).iter().any(|conflict| conflict.is_whole);
    read.errors.is_empty() && read.faults.is_empty() && !is_stray && !has_conflict() && !comment::are_swallowed(text, kind)
}

/// The first faults, with one more if there are others.
fn first_of(mut faults: Vec<Fault>) -> Vec<Fault> {
    if faults.len() > MOST_FAULTS {
        faults.sort_by_key(|fault| fault.span.start);
        faults.truncate(MOST_FAULTS);
        let message = format!("there are more faults than {MOST_FAULTS}: expected TOML 1.0; the rest of the file is not looked at");
        let last = faults.last().map_or(0..0, |fault| fault.span.clone());
        faults.push(Fault::syntax(last, message, None));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    fn parsed(text: &str, kind: FileKind) -> Document {
        parse(text.as_bytes(), kind)
    }

    #[test]
    fn a_file_is_cut_off_if_its_last_line_is_broken_and_has_no_end() {
        for (text, is_cut_off) in [
            ("[[actors]]\nid = \"a\"\nname = \"b", true),
            ("[[actors]]\nid = \"a\"\naliases = [\n  \"b\",", true),
            ("[[actors]]\nid = \"a\"\n[[act", true),
            ("[[actors]]\nid = \"a\"\nname = \"b\n", false),
            ("[[actors]]\nid = \"a\"\nname = \"b\nkind = \"c\"", false),
            ("[[actors]]\nid = \"a\"\nname = \"b\"", false),
        ] {
            assert_eq!(parsed(text, FileKind::Actors).is_cut_off, is_cut_off, "{text}");
        }
        let dates = |count: usize| (0..count).fold("[[actors]]\nid = \"a\"\n".to_owned(), |text, i| text + &format!("k{i} = 2025-01-01\n"));
        // Of a file with more faults than are listed, the rest is not looked at.
        assert!(!parsed(&dates(MOST_FAULTS), FileKind::Actors).is_cut_off);
        assert!(parsed(&dates(MOST_FAULTS + 1), FileKind::Actors).is_cut_off);
    }

    #[test]
    fn the_end_of_a_list_that_is_not_closed_is_shown_unless_the_bracket_is_near() {
        for (list, place, related) in [("[\"b\"", "[", 0), ("[\n  \"b\",", "[", 0), ("[\n  \"b\",\n  \"c\",", "", 1)] {
            let document = parsed(&format!("[[actors]]\nid = \"a\"\naliases = {list}\nkind = \"state\"\n"), FileKind::Actors);
            let [fault] = &document.faults[..] else { panic!("{list}: {:?}", document.faults) };
            assert_eq!((&document.text[fault.span.clone()], fault.related.len()), (place, related), "{list}: {fault:?}");
            assert_eq!(document.lost[0].ids, ["a"], "{list}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_is_one_fault_and_says_what_to_do() {
        for (text, message, help) in [
            ("[[actors]]\nid = \"a\"\nid = \"b\"\n", "the key `id` stands twice: expected every key once", "take one of the two out"),
            (
                "[[actors]]\nid = \"a\"\nname = \"x\"\nid = \"b\"\nname = \"y\"\n",
                "the key `id` and 1 below it stand twice: expected every key once",
                "write [[actors]] above it, if another record starts here",
            ),
            (
                "[[actors]]\nid = \"a\"\nkind = \"x\"\nname = \"x\"\nkind = \"x\"\nname = \"y\"\n",
                "the key `kind` and 1 below it stand twice: expected every key once",
                "take one of the two out",
            ),
        ] {
            let text = format!("{text}\n[[actors]]\nid = \"c\"\n");
            let document = parsed(&text, FileKind::Actors);
            let [fault] = &document.faults[..] else { panic!("{text}: {:?}", document.faults) };
            assert_eq!((fault.message.as_str(), fault.help.as_deref()), (message, Some(help)), "{text}");
            assert_eq!(document.value["actors"].as_array().map(Vec::len), Some(1), "{text}");
        }
        // What else is wrong is found all the same, in the statement of its own.
        let text = "[[actors]]\nid = \"a\"\nid = \"b\"\nname = \"x\nkind = \"y\"\n";
        let messages: Vec<_> = parsed(text, FileKind::Actors).faults.into_iter().map(|fault| fault.message).collect();
        assert!(messages.iter().any(|message| message.contains("is not closed")), "{messages:?}");
    }

    #[test]
    fn what_belongs_to_nothing_behind_a_fault_is_no_other() {
        for text in [
            // The rest of a text on several lines without marks, and of a list whose bracket is lost.
            "[[actors]]\nid = \"a\"\nname = b\nc d\ne f\nkind = \"x\"\n",
            "[[actors]]\nid = \"a\"\naliases = \n  \"b\",\n  \"c\",\n]\nkind = \"x\"\n",
            // A heading that is broken, too.
            "[[actors]]\nid = \"a\"\naliases = \n  \"b\",\n]\n[[actors]\nid = \"d\"\n",
        ] {
            let document = parsed(text, FileKind::Actors);
            assert_eq!(document.faults.len(), 1, "{text}: {:?}", document.faults);
        }
        // By itself it is one.
        assert_eq!(parsed("[[actors]]\nid = \"a\"\nb c\nkind = \"x\"\nd e\n", FileKind::Actors).faults.len(), 2);
    }

    /// The messages of faults of syntax, the ids of what is lost, and those of what is read.
    fn judged(text: &str) -> (Vec<String>, Vec<Vec<String>>, Vec<String>) {
        let document = parsed(text, FileKind::Actors);
        let of_syntax = document.faults.into_iter().filter(|fault| fault.rule.name == rules::syntax::RULE.name);
        let read = document.value["actors"].as_array().into_iter().flatten().filter_map(|actor| actor["id"].as_str());
        let read = read.map(str::to_owned).collect();
        (of_syntax.map(|fault| fault.message).collect(), document.lost.into_iter().map(|lost| lost.ids).collect(), read)
    }

    #[test]
    fn what_is_not_closed_ends_where_the_next_part_of_the_file_starts() {
        for (text, faults, lost, read) in [
            ("[[actors]]\nid = \"a\"\naliases = [\n  \"b\",\n[[actors]]\nid = \"c\"\n", 1, &["a"][..], &["c"][..]),
            ("[[actors]]\nid = \"a\"\naliases = [\n  \"b\",\n#[[actors]]\nid = \"c\"\n", 2, &["a", "c"], &[]),
            ("[[actors]]\nid = \"a\"\naliases = [\n  [b]\n]\n[[actors]]\nid = \"c\"\n", 1, &["a"], &["c"]),
            ("[[actors]]\nid = \"a\"\nname = \"\"\"b\nkind = \"x\"\n\n[[actors]]\nid = \"c\"\nrole = \"\"\"d\"\"\"\n", 1, &["a"], &["c"]),
            // A table may have lines of its own, if it starts with one.
            ("[[actors]]\nid = \"a\"\nrole = {\nb = 1\n}\n[[actors]]\nid = \"c\"\nname = \"x\n", 1, &["c"], &["a"]),
            ("id = \"a\"\nname = \"x\n[[actors]]\nid = \"c\"\n", 2, &["a"], &["c"]),
        ] {
            let found = judged(text);
            let ids: Vec<_> = found.1.iter().flatten().collect();
            assert_eq!(
                (found.0.len(), ids, &found.2[..]),
                (
                    faults,
                    lost.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>().iter().collect(),
                    &read.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()[..]
                ),
                "{text}: {found:?}"
            );
        }
        // Records that are written as one list are lost as one, with or without ids; a source is read as a whole or not at all.
        assert_eq!(judged("actors = [\n  { name \"b\" },\n]\n").1, [Vec::<String>::new()]);
        assert!(parsed("id = \"a\nurl = \"b\"\n", FileKind::Source).value.is_null());
    }

    #[test]
    fn the_fault_that_is_shown_is_the_first_that_is_met() {
        for (list, place, message) in [
            ("[\n  { b = 1, c = 2,\n  { b = 3 },\n]", "{ b = 1, c", "this `{` is not closed"),
            ("[\n  { b = 1,\n    c = 2 },\n  \"d\" \"e\",\n]", "\"e\"", "this is not TOML"),
            ("[\"b\" \"c\"", "\"c\"", "this is not TOML"),
        ] {
            let document = parsed(&format!("[[actors]]\naliases = {list}\nkind = \"state\"\n"), FileKind::Actors);
            let [fault] = &document.faults[..] else { panic!("{list}: {:?}", document.faults) };
            let found = document.text[fault.span.start..].starts_with(place) && fault.message.starts_with(message);
            assert!(found, "{list}: {} at {:?}", fault.message, fault.span);
        }
    }
}
