rule! {
    /// A text has a control character, or one that changes the direction of text.
    ///
    /// Such characters steer terminals and make text read otherwise than it is stored. Take them out.
    "control-character", Error, check
}

use super::{Context, Findings};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (location, text) in context.prose() {
        if let Some(found) = text.chars().find(|c| is_steering(*c)) {
            let message = format!("the text has the character U+{:04X}: expected no control or direction characters", u32::from(found));
            findings.add(&RULE, location.clone(), message);
        }
    }
}

/// Control characters but for line break and tab, which are white space, and the bidirectional and invisible format characters.
fn is_steering(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
