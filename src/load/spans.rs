//! Where the values of a file stand: spans of bytes by JSON Pointer.

use std::ops::Range;

/// The spans of a value and of all that is in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spans {
    pub(crate) span: Range<usize>,
    pub(crate) inside: Inside,
}

/// The parts of a value.
#[derive(Debug, Clone, Default)]
pub(crate) enum Inside {
    #[default]
    Nothing,
    Items(Vec<Spans>),
    /// Key, the key's own span, the value's.
    Members(Vec<(String, Range<usize>, Spans)>),
}

impl Spans {
    /// The span of the value at a JSON Pointer; a value that is not there has the span of the nearest one around it.
    pub(crate) fn find(&self, pointer: &str) -> Range<usize> {
        self.walk(pointer).1.span.clone()
    }

    #[cfg(feature = "check")]
    /// The span of the key that holds the value at a JSON Pointer; without such a key, the span of the value around it.
    pub(crate) fn find_key(&self, pointer: &str) -> Range<usize> {
        let (key, value) = self.walk(pointer);
        key.unwrap_or_else(|| value.span.clone())
    }

    fn walk(&self, pointer: &str) -> (Option<Range<usize>>, &Self) {
        let mut at = self;
        let mut key = None;
        for token in pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")) {
            (key, at) = match &at.inside {
                Inside::Items(items) => match token.parse().ok().and_then(|i: usize| items.get(i)) {
                    Some(item) => (None, item),
                    None => return (None, at),
                },
                Inside::Members(members) => match members.iter().rev().find(|(name, ..)| *name == token) {
                    Some((_, key, value)) => (Some(key.clone()), value),
                    None => return (None, at),
                },
                Inside::Nothing => return (None, at),
            };
        }
        (key, at)
    }
}
