//! The three kinds of definition that the model is written in: closed vocabularies, texts with a form, and records.

/// The doc comment as one line of text (each of its lines brings its own leading space).
macro_rules! doc_text {
    ($($line:expr),+) => { concat!($($line),+).trim_ascii() };
}

/// A closed list of terms, one documented line each: enum, order, text form, reading and writing, and schema.
macro_rules! vocabulary {
    (
        $(#[doc = $doc:expr])+
        $name:ident: $column:literal, $what:literal {
            $( $(#[doc = $definition:expr])+ $variant:ident = $value:literal $(in $group:literal)?, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $( $(#[doc = $definition])+ $variant, )+
        }

        impl $name {
            /// Every term in codebook order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The vocabulary with its definitions.
            pub const VOCABULARY: &'static $crate::model::Vocabulary = &$crate::model::Vocabulary {
                name: $column,
                what: $what,
                doc: doc_text!($($doc),+),
                terms: &[$($crate::model::Term {
                    value: $value,
                    definition: doc_text!($($definition),+),
                    group: vocabulary!(@group $($group)?),
                }),+],
            };

            /// The term as it is written in the data.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $value),+ }
            }

            /// What the term means.
            #[must_use]
            pub const fn definition(self) -> &'static str {
                Self::VOCABULARY.terms[self as usize].definition
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::InvalidValue;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($value => Ok(Self::$variant),)+
                    _ => Err(Self::VOCABULARY.refuse(text)),
                }
            }
        }

        string_only!($name);

        #[cfg(feature = "load")]
        own_view!($name);

        #[cfg(feature = "load")]
        impl $crate::model::view::TextValue for $name {
            const VOCABULARY: Option<&'static $crate::model::Vocabulary> = Some(Self::VOCABULARY);
        }

        #[cfg(feature = "check")]
        impl<'a> $crate::model::plain::Plain<'a> for $name {
            fn read(cursor: &mut $crate::model::plain::Cursor<'a>) -> Option<Self> {
                static TERMS: $crate::model::plain::Words<$name> =
                    $crate::model::plain::Words::new(&[$((concat!("\"", $value, "\""), $name::$variant)),+]);
                TERMS.read(cursor)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let terms: Vec<_> = Self::VOCABULARY.terms.iter()
                    .map(|term| serde_json::json!({ "const": term.value, "description": term.definition }))
                    .collect();
                schemars::json_schema!({ "description": Self::VOCABULARY.doc, "type": "string", "oneOf": terms })
            }
        }
    };
    (@group) => { None };
    (@group $group:literal) => { Some($group) };
}

/// What is its own view, since nothing of it is borrowed.
#[cfg(feature = "load")]
macro_rules! own_view {
    ($name:ty) => {
        impl $crate::model::view::Viewed for $name {
            type View<'a> = Self;

            fn view(&self) -> Self {
                *self
            }

            fn of_view(view: &Self) -> Self {
                *view
            }
        }
    };
}

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
                deserializer.deserialize_str($crate::model::strict::Parse::<Self>::new())
            }
        }
    };
}

/// A text with a form of its own.
macro_rules! string_type {
    (
        $(#[doc = $doc:expr])+
        $name:ident: $what:literal, $expected:literal,
        pattern: $pattern:expr, length: $min:literal..$($max:literal)?, $(list: $list:expr,)? valid: $valid:expr
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
            fn accepts(text: &str) -> bool {
                Self::accepts(text)
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
                $crate::model::value::string_schema(Self::TYPE, doc_text!($($doc),+))
            }
        }
    };
    (@option) => { None };
    (@option $value:expr) => { Some($value) };
}

/// A record: a struct whose fields are documented, read from a map only, every key known and none twice, written with every key. With
/// `as`, it has a view of that name.
macro_rules! record {
    (
        $(#[doc = $doc:expr])+
        pub struct $name:ident as $view:ident {
            $(
                $(#[doc = $field_doc:expr])+
                $(#[serde($($serde:tt)*)])*
                $(#[schemars($($schemars:tt)*)])*
                pub $field:ident: $type:ty,
            )+
        }
    ) => {
        record! {
            $(#[doc = $doc])+
            pub struct $name {
                $(
                    $(#[doc = $field_doc])+
                    $(#[serde($($serde)*)])*
                    $(#[schemars($($schemars)*)])*
                    pub $field: $type,
                )+
            }
        }

        #[doc = concat!("The view of a [`", stringify!($name), "`].")]
        #[cfg(feature = "load")]
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(remote = "Self", deny_unknown_fields)]
        pub(crate) struct $view<'a> {
            $(
                $(#[serde($($serde)*)])*
                #[serde(borrow)]
                pub(crate) $field: $crate::model::view::View<'a, $type>,
            )+
        }

        #[cfg(feature = "load")]
        impl serde::Serialize for $view<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        #[cfg(feature = "load")]
        impl<'de: 'a, 'a> serde::Deserialize<'de> for $view<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::model::strict::Unnamed(deserializer))
            }
        }

        #[cfg(feature = "check")]
        impl<'a> $crate::model::plain::Plain<'a> for $view<'a> {
            fn read(cursor: &mut $crate::model::plain::Cursor<'a>) -> Option<Self> {
                #[derive(Clone, Copy)]
                #[expect(non_camel_case_types, reason = "they are named as the keys are")]
                enum Key {
                    $($field),+
                }
                static KEYS: $crate::model::plain::Words<Key> =
                    $crate::model::plain::Words::new(&[$((concat!("\"", stringify!($field), "\":"), Key::$field)),+]);
                cursor.skip("{")?;
                $(let mut $field = None;)+
                'keys: {
                    // Keys in canonical order are known without looking for them.
                    $(
                        if cursor.skip(concat!("\"", stringify!($field), "\":")).is_some() {
                            $field = Some($crate::model::plain::Plain::read(cursor)?);
                            if cursor.skip(",").is_none() {
                                break 'keys;
                            }
                        }
                    )+
                    loop {
                        match KEYS.read(cursor)? {
                            $(
                                Key::$field if $field.is_none() => $field = Some($crate::model::plain::Plain::read(cursor)?),
                            )+
                            _ => return None,
                        }
                        if cursor.skip(",").is_none() {
                            break 'keys;
                        }
                    }
                }
                cursor.skip("}")?;
                Some(Self { $($field: $field?),+ })
            }
        }

        #[cfg(feature = "load")]
        impl $crate::model::view::Viewed for $name {
            type View<'a> = $view<'a>;

            fn view(&self) -> $view<'_> {
                $view { $($field: $crate::model::view::Viewed::view(&self.$field)),+ }
            }

            fn of_view(view: &$view<'_>) -> Self {
                Self { $($field: $crate::model::view::Viewed::of_view(&view.$field)),+ }
            }
        }
    };
    (
        $(#[doc = $doc:expr])+
        pub struct $name:ident {
            $(
                $(#[doc = $field_doc:expr])+
                $(#[serde($($serde:tt)*)])*
                $(#[schemars($($schemars:tt)*)])*
                pub $field:ident: $type:ty,
            )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(remote = "Self", deny_unknown_fields)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            $(
                $(#[doc = $field_doc])+
                $(#[serde($($serde)*)])*
                $(#[cfg_attr(feature = "schema", schemars($($schemars)*))])*
                pub $field: $type,
            )+
        }

        impl $name {
            /// The record's fields in canonical order, with their definitions.
            pub const FIELDS: &'static [$crate::model::Field] = &[
                $($crate::model::Field { name: stringify!($field), doc: doc_text!($($field_doc),+) }),+
            ];

            /// What the record is.
            pub const DOC: &'static str = doc_text!($($doc),+);
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::model::strict::MapOnly(deserializer))
            }
        }
    };
}
