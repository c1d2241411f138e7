//! Records.

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
                Self::deserialize($crate::model::define::strict_serde::MapOnly(deserializer))
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

        record! { @walk [$view<'_>] [<$name as $crate::model::walk::Walk>::SHAPE] $($field)+ }
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
                $($crate::model::Field { name: stringify!($field), doc: concat!($($field_doc),+).trim_ascii() }),+
            ];

            /// What the record is.
            pub const DOC: &'static str = concat!($($doc),+).trim_ascii();
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize($crate::model::define::strict_serde::WithFieldName(deserializer))
            }
        }

        record! {
            @walk [$name]
            [$crate::model::walk::Shape::Record(&[$($crate::model::walk::field_shape::<$type>(stringify!($field))),+])]
            $($field)+
        }
    };
    // The walk over the fields, of the record and of its view.
    (@walk [$name:ty] [$shape:expr] $($field:ident)+) => {
        #[cfg(feature = "load")]
        impl $crate::model::walk::Walk for $name {
            const SHAPE: $crate::model::walk::Shape = $shape;

            #[inline]
            fn walk<'s>(
                &'s self,
                at: &$crate::model::walk::At<'_>,
                visit: &mut impl FnMut($crate::model::walk::Role, &'s str, &$crate::model::walk::At<'_>),
            ) {
                $(
                    if !$crate::model::walk::is_own_id(stringify!($field)) {
                        $crate::model::walk::Walk::walk(&self.$field, &$crate::model::walk::At::Field(at, stringify!($field)), visit);
                    }
                )+
            }
        }
    };
}
