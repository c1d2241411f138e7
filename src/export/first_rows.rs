//! The order of rows in JSON. Readers look at the first rows to learn what each key holds; what comes up later, they refuse, make null or
//! cut off without a word. Here, what first comes up later than that is moved to the front.

use std::collections::BTreeSet;

use serde_json::Value;

/// How many rows polars looks at.
const LOOKED_AT: usize = 100;

/// How many rows `DuckDB` looks at, which alone makes dates of texts.
const LOOKED_AT_FOR_DATES: usize = 20_480;

/// The numbers of these rows in the order in which they are to be written: that in which they stand, but for those that must come first.
pub(super) fn order(rows: impl ExactSizeIterator<Item = Value>) -> Vec<usize> {
    let count = rows.len();
    if count <= LOOKED_AT {
        return (0..count).collect();
    }
    let mut shape = Shape::default();
    rows.enumerate().for_each(|(row, value)| shape.see(row, &value));
    let mut kinds = Vec::new();
    shape.list(&mut kinds);
    let mut early = BTreeSet::new();
    // Each row that is moved to the front moves those before it back.
    let is_late = |early: &BTreeSet<usize>, row, looked_at| !early.contains(&row) && row + early.range(row..).count() >= looked_at;
    while let Some((row, _)) = kinds.iter().find(|(row, looked_at)| is_late(&early, *row, *looked_at)) {
        early.insert(*row);
    }
    early.iter().copied().chain((0..count).filter(|row| !early.contains(row))).collect()
}

/// The rows in which each kind of value first stands at one place of the rows.
#[derive(Default)]
struct Shape {
    value: Option<usize>,
    fraction: Option<usize>,
    /// A text that is no calendar date.
    words: Option<usize>,
    items: Option<Box<Self>>,
    members: Vec<(String, Self)>,
}

impl Shape {
    fn see(&mut self, row: usize, value: &Value) {
        match value {
            Value::Null => return,
            Value::Array(items) => {
                let shape = self.items.get_or_insert_default();
                for item in items {
                    shape.see(row, item);
                }
                return;
            }
            Value::Object(members) => members.iter().for_each(|(key, value)| self.member(key).see(row, value)),
            Value::Number(number) if number.is_f64() => _ = self.fraction.get_or_insert(row),
            Value::String(text) if !is_date(text) => _ = self.words.get_or_insert(row),
            Value::Number(_) | Value::String(_) | Value::Bool(_) => {}
        }
        self.value.get_or_insert(row);
    }

    fn member(&mut self, key: &str) -> &mut Self {
        let known = self.members.iter().position(|(name, _)| name == key);
        let at = known.unwrap_or_else(|| {
            self.members.push((key.to_owned(), Self::default()));
            self.members.len() - 1
        });
        &mut self.members[at].1
    }

    /// Lists the rows, each with the number of rows within which it must stand.
    fn list(&self, rows: &mut Vec<(usize, usize)>) {
        let own = [(self.value, LOOKED_AT), (self.fraction, LOOKED_AT), (self.words, LOOKED_AT_FOR_DATES)];
        rows.extend(own.into_iter().filter_map(|(row, looked_at)| Some((row?, looked_at))));
        let parts = self.items.as_deref().into_iter().chain(self.members.iter().map(|(_, member)| member));
        parts.for_each(|part| part.list(rows));
    }
}

fn is_date(text: &str) -> bool {
    let byte = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(byte)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The rows that come first of so many: those of `usual`, but for these ones.
    fn first(count: usize, usual: &Value, others: &[(usize, Value)]) -> Vec<usize> {
        let rows: Vec<_> = (0..count)
            .map(|row| others.iter().find(|(at, _)| *at == row).map_or_else(|| usual.clone(), |(_, other)| other.clone()))
            .collect();
        let order = order(rows.into_iter());
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..count).collect::<Vec<_>>());
        let kept = order.iter().rev().zip((0..count).rev()).take_while(|(row, at)| *row == at).count();
        order[..count - kept].iter().copied().take_while(|row| *row != 0).collect()
    }

    #[test]
    fn what_comes_up_late_comes_first() {
        let usual = json!({"a": null, "b": [], "c": 1, "d": [{"e": null}]});
        assert_eq!(first(300, &usual, &[]), [0; 0]);
        for other in [
            json!({"a": "x", "b": [], "c": 1, "d": [{"e": null}]}),
            json!({"a": null, "b": ["x"], "c": 1, "d": []}),
            json!({"a": null, "b": [], "c": 1.5, "d": []}),
            json!({"a": null, "b": [], "c": 1, "d": [{"e": null}, {"e": false}]}),
        ] {
            assert_eq!(first(300, &usual, &[(99, other.clone())]), [0; 0], "{other}");
            assert_eq!(first(300, &usual, &[(100, other.clone()), (200, other.clone())]), [100], "{other}");
        }
    }

    #[test]
    fn what_is_pushed_out_of_the_first_rows_is_moved_too() {
        let usual = json!({"a": null, "b": null});
        let (a, b) = (json!({"a": 1, "b": null}), json!({"a": null, "b": 1}));
        assert_eq!(first(300, &usual, &[(99, a.clone()), (250, b.clone())]), [99, 250]);
        assert_eq!(first(300, &usual, &[(98, a), (250, b)]), [250]);
    }

    #[test]
    fn texts_among_dates_come_first_where_they_come_up_very_late() {
        let usual = json!("2025-08-22");
        assert_eq!(first(20_500, &usual, &[(20_479, json!("2025-08"))]), [0; 0]);
        assert_eq!(first(20_500, &usual, &[(20_480, json!("2025-08"))]), [20_480]);
        assert_eq!(first(20_500, &json!("2025-08"), &[(20_480, json!("2025-08-22"))]), [0; 0]);
    }
}
