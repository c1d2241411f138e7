//! JSON: the spans of the parts of a text that is valid JSON.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::spans::{Inside, Spans};

/// The spans of a JSON text that starts at byte `offset` of its file. The text must be valid: `serde_json` judges that.
pub(crate) fn spans(text: &str, offset: usize) -> Spans {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let value = parse_to_ast(text, &CollectOptions::default(), &strict).ok().and_then(|parsed| parsed.value);
    let whole = || Spans { span: offset..offset + text.len(), inside: Inside::Nothing };
    value.map_or_else(whole, |value| of_value(&value, offset))
}

fn of_value(value: &Value<'_>, offset: usize) -> Spans {
    let range = value.range();
    let inside = match value {
        Value::Array(array) => Inside::Items(array.elements.iter().map(|item| of_value(item, offset)).collect()),
        Value::Object(object) => {
            let member = |property: &jsonc_parser::ast::ObjectProp<'_>| {
                let name = match &property.name {
                    ObjectPropName::String(name) => name.value.to_string(),
                    ObjectPropName::Word(name) => name.value.to_string(),
                };
                let key = property.name.range();
                (name, offset + key.start..offset + key.end, of_value(&property.value, offset))
            };
            Inside::Members(object.properties.iter().map(member).collect())
        }
        _ => Inside::Nothing,
    };
    Spans { span: offset + range.start..offset + range.end, inside }
}
