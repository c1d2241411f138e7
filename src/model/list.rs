//! Lists with a constraint: without repeats, or with at least one item.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::invalid_value::InvalidValue;

macro_rules! list {
    ($(#[doc = $doc:expr])+ $name:ident $(where $($bound:path),+)?) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(transparent)]
        pub struct $name<T>(Vec<T>);

        impl<T> Deref for $name<T> {
            type Target = [T];

            fn deref(&self) -> &[T] {
                &self.0
            }
        }

        impl<'a, T> IntoIterator for &'a $name<T> {
            type Item = &'a T;
            type IntoIter = std::slice::Iter<'a, T>;

            fn into_iter(self) -> Self::IntoIter {
                self.0.iter()
            }
        }

        impl<T> From<$name<T>> for Vec<T> {
            fn from(list: $name<T>) -> Self {
                list.0
            }
        }

        impl<'de, T: Deserialize<'de> $($(+ $bound)+)?> Deserialize<'de> for $name<T> {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::new(Vec::deserialize(deserializer)?).map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl<T: schemars::JsonSchema> schemars::JsonSchema for $name<T> {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                format!("{}Of{}", stringify!($name), T::schema_name()).into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut schema = Vec::<T>::json_schema(generator);
                schema.insert(Self::KEYWORD.0.into(), Self::KEYWORD.1.into());
                schema
            }
        }
    };
}

list! {
    /// A list in which nothing stands twice. It may be empty.
    ///
    /// ```
    /// use guarantee_claims::{Condition, Distinct};
    /// assert!(Distinct::new(vec![Condition::RenewedAttack]).is_ok());
    /// assert!(Distinct::new(vec![Condition::RenewedAttack, Condition::RenewedAttack]).is_err());
    /// ```
    Distinct where Ord, fmt::Display
}

list! {
    /// A list with at least one item.
    NonEmpty
}

#[cfg(feature = "schema")]
impl<T> Distinct<T> {
    const KEYWORD: (&'static str, bool) = ("uniqueItems", true);
}

#[cfg(feature = "schema")]
impl<T> NonEmpty<T> {
    const KEYWORD: (&'static str, u32) = ("minItems", 1);
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[cfg(feature = "load")]
impl<T> Distinct<T> {
    /// The list of what `change` makes of each item; it must make different ones of different ones.
    pub(crate) fn map<'a, U>(&'a self, change: impl FnMut(&'a T) -> U) -> Distinct<U> {
        Distinct(self.0.iter().map(change).collect())
    }
}

#[cfg(feature = "load")]
impl<T> NonEmpty<T> {
    /// The list of what `change` makes of each item.
    pub(crate) fn map<'a, U>(&'a self, change: impl FnMut(&'a T) -> U) -> NonEmpty<U> {
        NonEmpty(self.0.iter().map(change).collect())
    }
}

impl<T: Ord + fmt::Display> Distinct<T> {
    /// The list of `items`.
    ///
    /// # Errors
    /// If an item stands in it twice.
    pub fn new(items: Vec<T>) -> Result<Self, InvalidValue> {
        match repeated(&items) {
            Some(twice) => Err(InvalidValue::new("a list without repeats", &twice.to_string(), "every item once")),
            None => Ok(Self(items)),
        }
    }
}

/// The first item that stands in the list twice.
fn repeated<T: Ord>(items: &[T]) -> Option<&T> {
    /// Up to this length, comparing each with each is quicker than a tree.
    const SHORT: usize = 8;
    if items.len() <= SHORT {
        return items.iter().enumerate().find(|(i, item)| items[..*i].contains(item)).map(|(_, item)| item);
    }
    let mut seen = BTreeSet::new();
    items.iter().find(|item| !seen.insert(*item))
}

impl<T> NonEmpty<T> {
    /// The list of `items`.
    ///
    /// # Errors
    /// If there is none.
    pub fn new(items: Vec<T>) -> Result<Self, InvalidValue> {
        if items.is_empty() { Err(InvalidValue::new("a list with content", "[]", "one item or more")) } else { Ok(Self(items)) }
    }
}
