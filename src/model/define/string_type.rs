//! Texts with a form.

/// Reads from a string and from nothing else (a derived enum also reads `{"term": null}`), writes as a string.
macro_rules! string_only {
    ($name:ident) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($crate::model::define::strict_serde::Parse::<Self>::new())
            }
        }
    };
}

/// A text with a form of its own.
macro_rules! string_type {
    (
        $(#[doc = $doc:expr])+
        $name:ident: $what:literal, $expected:expr,
        pattern: $pattern:expr, length: $min:literal..$($max:literal)?, $(list: $list:expr,)? valid: $valid:expr $(, role: $($role:tt)+)?
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// What the type is called and what one must look like.
            pub const TYPE: &'static $crate::model::StringType = &$crate::model::StringType {
                name: stringify!($name),
                what: $what,
                expected: $expected,
                pattern: $pattern,
                min: $min,
                max: string_type!(@option $($max)?),
                list: string_type!(@option $($list)?),
            };

            /// The value for `text`.
            ///
            /// # Errors
            /// If `text` has not the form of this type.
            pub fn new(text: impl Into<String>) -> Result<Self, $crate::model::InvalidValue> {
                let text = text.into();
                if Self::accepts(&text) { Ok(Self(text)) } else { Err(Self::TYPE.refuse(&text)) }
            }

            fn accepts(text: &str) -> bool {
                let valid: fn(&str) -> bool = $valid;
                Self::TYPE.has_length(text) && valid(text)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        string_only!($name);

        #[cfg(feature = "load")]
        impl $crate::model::view::TextValue for $name {}

        #[cfg(feature = "load")]
        impl $crate::model::view::Form for $name {
            const ROLE: Option<$crate::model::walk::Role> = string_type!(@role $($($role)+)?);

            fn accepts(text: &str) -> bool {
                Self::accepts(text)
            }
        }

        #[cfg(feature = "load")]
        impl $crate::model::walk::Walk for $name {
            const SHAPE: $crate::model::walk::Shape = $crate::model::walk::text_shape(<Self as $crate::model::view::Form>::ROLE);

            #[inline]
            fn walk<'s>(
                &'s self,
                at: &$crate::model::walk::At<'_>,
                visit: &mut impl FnMut($crate::model::walk::Role, &'s str, &$crate::model::walk::At<'_>),
            ) {
                if let Some(role) = <Self as $crate::model::view::Form>::ROLE {
                    visit(role, &self.0, at);
                }
            }
        }

        #[cfg(feature = "load")]
        impl $crate::model::view::Viewed for $name {
            type View<'a> = $crate::model::view::Str<'a, Self>;

            fn view(&self) -> Self::View<'_> {
                $crate::model::view::Str::checked(std::borrow::Cow::Borrowed(&self.0))
            }

            fn of_view(view: &Self::View<'_>) -> Self {
                Self(view.as_str().to_owned())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $crate::model::meta::string_schema(Self::TYPE, concat!($($doc),+).trim_ascii())
            }
        }
    };
    (@role) => { None };
    (@role Mention $kind:ident) => { Some($crate::model::walk::Role::Mention($crate::model::RecordKind::$kind)) };
    (@role $role:ident) => { Some($crate::model::walk::Role::$role) };
    (@option) => { None };
    (@option $value:expr) => { Some($value) };
}
