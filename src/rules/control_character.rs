rule! {
    /// A text has a control character, or one that changes the direction of text.
    ///
    /// Such characters steer terminals and make text read otherwise than it is stored. Take them out.
    "control-character", Error, prose check
}

use super::{Fault, Prose};
use crate::sanitize::steers;

fn check(prose: &Prose<'_>) -> Option<Fault> {
    let found = prose.text.chars().find(|c| is_steering(*c))?;
    Some(format!("the text has the character U+{:04X}: expected no control or direction characters", u32::from(found)).into())
}

/// Line breaks and tabs are white space, which is another rule's.
fn is_steering(c: char) -> bool {
    steers(c) && !matches!(c, '\n' | '\t' | '\r')
}
