rule! {
    /// A text has a control character, or one that changes the direction of text.
    ///
    /// Such characters steer terminals and make text read otherwise than it is stored. Take them out.
    "control-character", Error, check
}

use super::{Context, Findings};
use crate::model::value::steers;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for (location, text) in context.prose() {
        if let Some(found) = text.chars().find(|c| is_steering(*c)) {
            let message = format!("the text has the character U+{:04X}: expected no control or direction characters", u32::from(found));
            findings.add(&RULE, location.clone(), message);
        }
    }
}

/// Line breaks and tabs are white space, which is another rule's.
fn is_steering(c: char) -> bool {
    steers(c) && !matches!(c, '\n' | '\t' | '\r')
}
