//! What texts in records are, and where they stand.

use std::fmt;

use serde_json::Value;

use crate::model::record_kind::RecordKind;

/// What a text in a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The id of another record.
    Mention(RecordKind),
    /// Words that a person wrote, addresses included.
    Prose,
    /// The name of a rule whose finding is accepted.
    Waiver,
}

/// What the values of a type hold.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Nothing that has a role.
    Plain,
    /// A text.
    Text(Role),
    /// Items.
    List(&'static Self),
    /// Fields by their names.
    Record(&'static [(&'static str, Self)]),
}

impl Shape {
    /// Calls `found` with each mention of a record in a value that ought to have this shape: its kind, its id and its place.
    pub(crate) fn each_mention<'v>(&self, value: &'v Value, mut found: impl FnMut(RecordKind, &'v str, &At<'_>)) {
        self.mentions_at(&At::Record, value, &mut found);
    }

    fn mentions_at<'v>(&self, at: &At<'_>, value: &'v Value, found: &mut dyn FnMut(RecordKind, &'v str, &At<'_>)) {
        match (self, value) {
            (Self::Text(Role::Mention(kind)), Value::String(id)) => found(*kind, id, at),
            (Self::List(shape), Value::Array(items)) => {
                items.iter().enumerate().for_each(|(index, item)| shape.mentions_at(&At::Item(at, index), item, found));
            }
            (Self::Record(fields), Value::Object(members)) => {
                for (name, shape) in *fields {
                    members.get(*name).into_iter().for_each(|member| shape.mentions_at(&At::Field(at, name), member, found));
                }
            }
            _ => {}
        }
    }
}

/// A place in a record, printed as a JSON Pointer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum At<'p> {
    Record,
    Field(&'p Self, &'static str),
    Item(&'p Self, usize),
}

impl At<'_> {
    /// Whether it is an item of a list.
    pub(crate) const fn is_item(&self) -> bool {
        matches!(self, Self::Item(..))
    }

    /// The name of the field, if it is one.
    pub(crate) const fn field(&self) -> Option<&'static str> {
        if let Self::Field(_, name) = self { Some(name) } else { None }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record => Ok(()),
            Self::Field(outer, name) => write!(f, "{outer}/{name}"),
            Self::Item(outer, index) => write!(f, "{outer}/{index}"),
        }
    }
}

/// The shape of a text with this role, if it has one.
pub(crate) const fn text_shape(role: Option<Role>) -> Shape {
    match role {
        Some(role) => Shape::Text(role),
        None => Shape::Plain,
    }
}
