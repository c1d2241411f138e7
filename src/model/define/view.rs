//! Records as they stand in an input: texts are borrowed from it where they can be.
//!
//! A view is read, checked and written exactly as its record is. It costs a fraction of the time, since nothing is copied.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::role::Role;
use crate::model::list::{Distinct, NonEmpty};
use crate::model::meta::Vocabulary;

/// What has a view.
pub(crate) trait Viewed: Sized {
    /// The view of a value that stands in an input of lifetime `'a`.
    type View<'a>;

    /// The view of this value.
    fn view(&self) -> Self::View<'_>;

    /// The value that a view shows. Datasets alone have no use for it.
    #[cfg_attr(not(feature = "check"), allow(dead_code))]
    fn of_view(view: &Self::View<'_>) -> Self;
}

/// What is its own view, since nothing of it is borrowed.
pub(crate) trait Own: Copy {}

impl Own for u32 {}

impl<T: Own> Viewed for T {
    type View<'a> = Self;

    fn view(&self) -> Self {
        *self
    }

    fn of_view(view: &Self) -> Self {
        *view
    }
}

/// The view of a `T`.
pub(crate) type View<'a, T> = <T as Viewed>::View<'a>;

/// A type of text with a form of its own.
pub(crate) trait Form {
    /// What such a text is in a record, if it matters there.
    const ROLE: Option<Role>;

    /// Whether a text has the form.
    fn accepts(text: &str) -> bool;
}

/// A value that is a text.
pub(crate) trait TextValue: AsRef<str> {
    /// The vocabulary that it is a term of, if it is one.
    const VOCABULARY: Option<&'static Vocabulary> = None;

    /// Its place in that vocabulary.
    fn ordinal(&self) -> usize {
        0
    }
}

/// A text that has the form of a `T`.
pub(crate) struct Str<'a, T> {
    text: Cow<'a, str>,
    form: PhantomData<fn() -> T>,
}

impl<'a, T> Str<'a, T> {
    /// The text, whose form was checked.
    pub(crate) const fn checked(text: Cow<'a, str>) -> Self {
        Self { text, form: PhantomData }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte of the quotation mark with which it starts in the JSON text from which it is borrowed; `None` if it is not.
    #[cfg(feature = "check")]
    pub(crate) fn quoted_in(&self, text: &str) -> Option<usize> {
        let Cow::Borrowed(part) = self.text else { return None };
        let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
        (start <= text.len()).then(|| start.saturating_sub(1))
    }
}

impl<T> Deref for Str<'_, T> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<T> AsRef<str> for Str<'_, T> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<T> TextValue for Str<'_, T> {}

impl<T> fmt::Debug for Str<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T> fmt::Display for Str<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<T> PartialEq for Str<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Str<'_, T> {}

impl<T> PartialOrd for Str<'_, T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Str<'_, T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T> Serialize for Str<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

struct StrVisitor<T>(PhantomData<T>);

impl<'de, T: Form> Visitor<'de> for StrVisitor<T> {
    type Value = Str<'de, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        if T::accepts(text) { Ok(Str::checked(Cow::Borrowed(text))) } else { Err(refused()) }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Self::Value, E> {
        if T::accepts(&text) { Ok(Str::checked(Cow::Owned(text))) } else { Err(refused()) }
    }
}

/// Why is said by whoever reads the record itself.
fn refused<E: de::Error>() -> E {
    E::custom("the text has not the form of its type")
}

impl<'de: 'a, 'a, T: Form> Deserialize<'de> for Str<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(StrVisitor(PhantomData))
    }
}

impl<T: Viewed> Viewed for Option<T> {
    type View<'a> = Option<T::View<'a>>;

    fn view(&self) -> Self::View<'_> {
        self.as_ref().map(T::view)
    }

    fn of_view(view: &Self::View<'_>) -> Self {
        view.as_ref().map(T::of_view)
    }
}

impl<T: Viewed> Viewed for Vec<T> {
    type View<'a> = Vec<T::View<'a>>;

    fn view(&self) -> Self::View<'_> {
        self.iter().map(T::view).collect()
    }

    fn of_view(view: &Self::View<'_>) -> Self {
        view.iter().map(T::of_view).collect()
    }
}

impl<T: Viewed> Viewed for Distinct<T> {
    type View<'a> = Distinct<T::View<'a>>;

    fn view(&self) -> Self::View<'_> {
        self.map(T::view)
    }

    fn of_view(view: &Self::View<'_>) -> Self {
        view.map(T::of_view)
    }
}

impl<T: Viewed> Viewed for NonEmpty<T> {
    type View<'a> = NonEmpty<T::View<'a>>;

    fn view(&self) -> Self::View<'_> {
        self.map(T::view)
    }

    fn of_view(view: &Self::View<'_>) -> Self {
        view.map(T::of_view)
    }
}
