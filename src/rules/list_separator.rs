rule! {
    /// A name or another item of a list has a semicolon.
    ///
    /// A cell of the CSV files holds a list as its items joined with `;`: one with a semicolon in it is two items to whoever splits the cell.
    /// This is about the items of lists, and about the names of actors, which stand in `party_names`. Write a comma or another word; no
    /// waiver accepts it.
    "list-separator", Error, scope: Scope::Record, waivable: false, checks: &[Check::Prose(check)]
}

use super::{Check, Fault, Prose, Scope};

fn check(prose: &Prose<'_>) -> Option<Fault> {
    (prose.is_joined && prose.text.contains(';')).then(|| Fault {
        message: "the text has a semicolon, which parts the items of a list: expected none".to_owned(),
        help: Some("write a comma, or make two items of it".to_owned()),
    })
}
