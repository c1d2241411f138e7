//! Closed vocabularies.

/// A closed list of terms, one documented line each: enum, order, text form, reading and writing, and schema. `as` gives a term a label that
/// its value does not spell, `says` the form that a sentence about a claim uses.
macro_rules! vocabulary {
    (
        $(#[doc = $doc:expr])+
        $name:ident: $column:literal, $what:literal {
            $( $(#[doc = $definition:expr])+ $variant:ident = $value:literal $(as $label:literal)? $(says $verb:literal)? $(in $group:literal)?, )+
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
                doc: concat!($($doc),+).trim_ascii(),
                terms: &[$($crate::model::Term {
                    value: $value,
                    definition: concat!($($definition),+).trim_ascii(),
                    group: vocabulary!(@some $($group)?),
                    own_label: vocabulary!(@some $($label)?),
                    verb: vocabulary!(@some $($verb)?),
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
                self.term().definition
            }

            /// The term with all that is known of it.
            #[must_use]
            pub const fn term(self) -> &'static $crate::model::Term {
                &Self::VOCABULARY.terms[self as usize]
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
        impl $crate::model::view::Own for $name {}

        #[cfg(feature = "load")]
        impl $crate::model::view::TextValue for $name {
            const VOCABULARY: Option<&'static $crate::model::Vocabulary> = Some(Self::VOCABULARY);

            fn ordinal(&self) -> usize {
                *self as usize
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
    (@some) => { None };
    (@some $text:literal) => { Some($text) };
}
