//! A walk over the values of a record, for those who know what a value is by its type and need not know the fields: whose ids it mentions,
//! which texts people wrote, which findings are accepted.

pub(crate) use super::role::{At, Role, Shape, text_shape};
use super::view::{Form, Own, Str};
use crate::model::list::{Distinct, NonEmpty};
use crate::model::record_kind::RecordKind;

/// What is walked over: by default, a value without anything that has a role.
pub(crate) trait Walk {
    /// What the type's values hold.
    const SHAPE: Shape = Shape::Plain;

    /// Calls `visit` with each text that has a role, and its place.
    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        let _ = (at, visit);
    }

    /// Calls `found` with each mention of a record: its kind, its id and its place.
    #[inline]
    fn each_mention<'s>(&'s self, mut found: impl FnMut(RecordKind, &'s str, &At<'_>)) {
        self.walk(&At::Record, &mut |role, id, at| {
            if let Role::Mention(kind) = role {
                found(kind, id, at);
            }
        });
    }

    /// Calls `found` with each text that a person wrote, and its place.
    #[cfg(any(test, feature = "check"))]
    #[inline]
    fn each_prose<'s>(&'s self, mut found: impl FnMut(&'s str, &At<'_>)) {
        self.walk(&At::Record, &mut |role, text, at| {
            if role == Role::Prose {
                found(text, at);
            }
        });
    }

    /// The rules whose findings the record accepts, in its order.
    #[cfg(any(test, feature = "check"))]
    fn waived_rules(&self) -> Vec<&str> {
        let mut rules = Vec::new();
        self.walk(&At::Record, &mut |role, rule, _| rules.extend((role == Role::Waiver).then_some(rule)));
        rules
    }
}

/// Whether a field is the record's own id, which mentions nobody.
pub(crate) const fn is_own_id(field: &str) -> bool {
    matches!(field.as_bytes(), b"id")
}

/// The shape of a field of this name and type.
pub(crate) const fn field_shape<T: Walk>(name: &'static str) -> (&'static str, Shape) {
    (name, if is_own_id(name) { Shape::Plain } else { T::SHAPE })
}

impl<T: Own> Walk for T {}

impl<T: Form> Walk for Str<'_, T> {
    const SHAPE: Shape = text_shape(T::ROLE);

    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        if let Some(role) = T::ROLE {
            visit(role, self.as_str(), at);
        }
    }
}

impl<T: Walk> Walk for Option<T> {
    const SHAPE: Shape = T::SHAPE;

    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        if let Some(value) = self {
            value.walk(at, visit);
        }
    }
}

impl<T: Walk> Walk for [T] {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        for (index, item) in self.iter().enumerate() {
            item.walk(&At::Item(at, index), visit);
        }
    }
}

impl<T: Walk> Walk for Vec<T> {
    const SHAPE: Shape = <[T]>::SHAPE;

    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        self.as_slice().walk(at, visit);
    }
}

impl<T: Walk> Walk for Distinct<T> {
    const SHAPE: Shape = <[T]>::SHAPE;

    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        (**self).walk(at, visit);
    }
}

impl<T: Walk> Walk for NonEmpty<T> {
    const SHAPE: Shape = <[T]>::SHAPE;

    #[inline]
    fn walk<'s>(&'s self, at: &At<'_>, visit: &mut impl FnMut(Role, &'s str, &At<'_>)) {
        (**self).walk(at, visit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::view::Viewed;
    use crate::model::{
        ActorId, Amount, ClaimId, FrameworkId, Layer, OccasionId, PartialDate, Reason, SourceId, Statement, Text, Url, Waiver,
    };

    #[allow(unreachable_pub, dead_code, reason = "the macro writes the records of the public model")]
    mod sample {
        use super::*;

        record! {
            /// A record with a field of every kind.
            pub struct Sample as SampleView {
                /// Its own.
                pub id: ActorId,
                /// A mention.
                pub one: SourceId,
                /// A mention that may be left out.
                pub some: Option<FrameworkId>,
                /// Mentions.
                pub many: Distinct<OccasionId>,
                /// Mentions, one at least.
                pub several: NonEmpty<ClaimId>,
                /// A text.
                pub text: Text,
                /// A text that may be left out.
                pub note: Option<Text>,
                /// A sentence.
                pub statement: Statement,
                /// An address.
                pub url: Option<Url>,
                /// Texts.
                pub names: Distinct<Text>,
                /// A term, a date and a number, which have no role.
                pub layer: Layer,
                /// A date.
                pub date: PartialDate,
                /// A number.
                pub amount: Amount,
                /// Records in the record.
                pub inner: Vec<Inner>,
                /// Accepted findings.
                pub waive: Vec<Waiver>,
            }
        }

        record! {
            /// A record inside another.
            pub struct Inner as InnerView {
                /// A mention.
                pub who: Option<ActorId>,
                /// A text.
                pub why: Reason,
            }
        }
    }

    use sample::Sample;

    const SAMPLE: &str = r#"{
        "id": "self", "one": "s", "some": "f", "many": ["o1", "o2"], "several": ["s.001"], "text": "t", "note": "n",
        "statement": "A statement of twenty characters.", "url": "https://example.org/", "names": ["a", "b"], "layer": "outside",
        "date": "2025", "amount": 3, "inner": [{"why": "a reason of 20 characters"}, {"who": "w", "why": "another of 20 characters"}],
        "waive": [{"rule": "some-rule", "reason": "it is accepted on purpose"}]
    }"#;

    const MENTIONS: [(&str, &str, &str); 6] = [
        ("source", "s", "/one"),
        ("framework", "f", "/some"),
        ("occasion", "o1", "/many/0"),
        ("occasion", "o2", "/many/1"),
        ("claim", "s.001", "/several/0"),
        ("actor", "w", "/inner/1/who"),
    ];

    const PROSE: [&str; 9] =
        ["/text", "/note", "/statement", "/url", "/names/0", "/names/1", "/inner/0/why", "/inner/1/why", "/waive/0/reason"];

    fn assert_walked(record: &impl Walk) {
        let (mut mentions, mut prose) = (Vec::new(), Vec::new());
        record.each_mention(|kind, id, at| mentions.push((kind.as_str(), id.to_owned(), at.to_string())));
        record.each_prose(|_, at| prose.push(at.to_string()));
        assert_eq!(mentions, MENTIONS.map(|(kind, id, at)| (kind, id.to_owned(), at.to_owned())));
        assert_eq!(prose, PROSE);
        assert_eq!(record.waived_rules(), ["some-rule"]);
    }

    #[test]
    fn a_field_of_every_kind_is_walked_over_once_it_is_declared() {
        let record: Sample = serde_json::from_str(SAMPLE).expect("the sample is valid");
        assert_walked(&record);
        assert_walked(&record.view());
        assert_eq!(Sample::of_view(&record.view()), record);
    }

    #[test]
    fn the_mentions_in_a_value_are_those_in_the_record() {
        let value = serde_json::from_str(SAMPLE).expect("the sample is JSON");
        let mut found = Vec::new();
        Sample::SHAPE.each_mention(&value, |kind, id, at| found.push((kind.as_str(), id.to_owned(), at.to_string())));
        assert_eq!(found, MENTIONS.map(|(kind, id, at)| (kind, id.to_owned(), at.to_owned())));
        let broken = serde_json::json!({"one": 3, "many": "o1", "several": [["s.001"], "s.002"], "inner": {"who": "w"}, "id": "self"});
        let mut found = Vec::new();
        Sample::SHAPE.each_mention(&broken, |_, id, at| found.push((id.to_owned(), at.to_string())));
        assert_eq!(found, [("s.002".to_owned(), "/several/1".to_owned())], "what has another type is no mention");
    }
}
