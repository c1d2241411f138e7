//! What tells the rows of each table apart, and how the tables hang together: the keys behind the data packages, the database script, the
//! Croissant file and the page of tables.

use std::sync::LazyLock;

use crate::model::walk::{Role, Shape, Walk};
use crate::model::{Actor, Claim, CodedField, Coding, CommitmentType, Condition, Framework, Occasion, RecordKind, Source, Vocabulary};

/// The keys of a table.
///
/// ```
/// use guarantee_claims::export::keys;
///
/// let keys = keys("quantities").expect("there is such a table");
/// assert_eq!(keys.primary, ["claim", "ordinal"]);
/// assert_eq!((keys.foreign[0].columns, keys.foreign[0].table, keys.foreign[0].key), (["claim"].as_slice(), "claims", ["id"].as_slice()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keys {
    /// The name of the table.
    pub table: &'static str,
    /// The columns whose values together are in no other row; the rows are sorted by them.
    pub primary: &'static [&'static str],
    /// The columns that name rows of other tables.
    pub foreign: Vec<ForeignKey>,
    /// The columns that hold lists, each with what its items are.
    pub lists: &'static [List],
}

/// Columns that name a row of a table, where they are not null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ForeignKey {
    /// The columns.
    pub columns: &'static [&'static str],
    /// The table whose rows they name.
    pub table: &'static str,
    /// The columns there that they equal, in the same order.
    pub key: &'static [&'static str],
}

/// A column that holds lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct List {
    /// The column.
    pub column: &'static str,
    /// What its items are.
    pub items: Items,
}

/// What the items of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Items {
    /// Texts.
    Texts,
    /// Terms of a closed vocabulary.
    Terms(&'static Vocabulary),
    /// Ids of rows of this table.
    Ids(&'static str),
}

impl Keys {
    /// What the items of the lists in a column are; `None` if the column holds no lists.
    #[must_use]
    pub fn items(&self, column: &str) -> Option<Items> {
        self.lists.iter().find(|list| list.column == column).map(|list| list.items)
    }

    /// The key of which a column is the only one.
    #[must_use]
    pub fn foreign_key(&self, column: &str) -> Option<&ForeignKey> {
        self.foreign.iter().find(|key| key.columns == [column])
    }
}

/// The keys of the table of this name; `None` if there is no such table.
#[must_use]
pub fn keys(table: &str) -> Option<&'static Keys> {
    KEYS.iter().find(|keys| keys.table == table)
}

/// The names of the tables, each after those that it mentions: the order in which a database with foreign keys takes them.
#[cfg(feature = "cli")]
pub(crate) fn parents_first() -> Vec<&'static str> {
    let mut order: Vec<&str> = Vec::new();
    while let Some(next) = KEYS.iter().find(|keys| !order.contains(&keys.table) && keys.foreign.iter().all(|key| is_met(keys, key, &order)))
    {
        order.push(next.table);
    }
    order
}

#[cfg(feature = "cli")]
fn is_met(keys: &Keys, key: &ForeignKey, order: &[&str]) -> bool {
    key.table == keys.table || order.contains(&key.table)
}

const ID: &[&str] = &["id"];
const PROVIDERS: List = List { column: "providers", items: Items::Ids("actors") };
const RECIPIENTS: List = List { column: "recipients", items: Items::Ids("actors") };
const ADVERSARIES: List = List { column: "adversaries", items: Items::Ids("actors") };
const CONDITIONS: List = List { column: "conditions", items: Items::Terms(Condition::VOCABULARY) };
const DOUBTFUL: List = List { column: "doubtful", items: Items::Terms(CodedField::VOCABULARY) };

/// The mentions that a record of this shape has in fields of their own, as keys.
fn mentions(shape: &Shape) -> Vec<ForeignKey> {
    let Shape::Record(fields) = shape else { return Vec::new() };
    let key = |(name, shape): &'static (&'static str, Shape)| match shape {
        Shape::Text(Role::Mention(kind)) => Some(to(table_of(*kind)?, std::slice::from_ref(name))),
        _ => None,
    };
    fields.iter().filter_map(key).collect()
}

/// The table with the records of a kind.
const fn table_of(kind: RecordKind) -> Option<&'static str> {
    match kind {
        // What is known by more than an id, and what no table shows.
        RecordKind::Dataset | RecordKind::Coding | RecordKind::Change => None,
        RecordKind::Source => Some("sources"),
        RecordKind::Actor => Some("actors"),
        RecordKind::Occasion => Some("occasions"),
        RecordKind::Framework => Some("frameworks"),
        RecordKind::Claim => Some("claims"),
        RecordKind::Withdrawn => Some("withdrawn"),
    }
}

/// A key of one column that is the id of a row of the table.
const fn to(table: &'static str, columns: &'static [&'static str]) -> ForeignKey {
    ForeignKey { columns, table, key: ID }
}

static KEYS: LazyLock<Vec<Keys>> = LazyLock::new(|| {
    vec![
        Keys {
            table: "actor_month",
            primary: &["actor", "role", "month", "layer", "speech_act"],
            foreign: vec![to("actors", &["actor"])],
            lists: &[],
        },
        Keys {
            table: "actors",
            primary: ID,
            foreign: mentions(&Actor::SHAPE),
            lists: &[List { column: "aliases", items: Items::Texts }, List { column: "members", items: Items::Ids("actors") }],
        },
        Keys { table: "agreement", primary: &["scope", "field"], foreign: vec![to("sources", &["source"])], lists: &[] },
        Keys { table: "changes", primary: &["version", "ordinal"], foreign: vec![], lists: &[] },
        Keys { table: "claim_conditions", primary: &["claim", "condition"], foreign: vec![to("claims", &["claim"])], lists: &[] },
        Keys {
            table: "claim_parties",
            primary: &["claim", "actor", "role"],
            foreign: vec![to("claims", &["claim"]), to("actors", &["actor"])],
            lists: &[],
        },
        Keys {
            table: "claims",
            primary: ID,
            foreign: mentions(&Claim::SHAPE),
            lists: &[PROVIDERS, RECIPIENTS, ADVERSARIES, CONDITIONS, DOUBTFUL],
        },
        Keys {
            table: "claims_wide",
            primary: ID,
            foreign: vec![to("claims", ID), to("actors", &["outlet"]), to("occasions", &["occasion"])],
            lists: &[
                PROVIDERS,
                RECIPIENTS,
                ADVERSARIES,
                List { column: "provider_names", items: Items::Texts },
                List { column: "recipient_names", items: Items::Texts },
                List { column: "adversary_names", items: Items::Texts },
                CONDITIONS,
                DOUBTFUL,
            ],
        },
        Keys {
            table: "codings",
            primary: &["source", "coding"],
            foreign: mentions(&Coding::SHAPE),
            // A coding may have been settled into a claim that was withdrawn since.
            lists: &[List { column: "claims", items: Items::Texts }, CONDITIONS],
        },
        Keys {
            table: "component_claims",
            primary: &["framework", "ordinal", "claim"],
            foreign: vec![
                ForeignKey { columns: &["framework", "ordinal"], table: "framework_components", key: &["framework", "ordinal"] },
                to("claims", &["claim"]),
            ],
            lists: &[],
        },
        Keys {
            table: "dyads",
            primary: ID,
            foreign: vec![to("actors", &["provider"]), to("actors", &["recipient"]), to("actors", &["adversary"])],
            lists: &[List { column: "claims", items: Items::Ids("claims") }],
        },
        Keys {
            table: "evidence",
            primary: &["claim", "ordinal"],
            foreign: vec![to("claims", &["claim"]), to("sources", &["source"])],
            lists: &[],
        },
        Keys {
            table: "framework_components",
            primary: &["framework", "ordinal"],
            foreign: vec![to("frameworks", &["framework"])],
            lists: &[List { column: "commitment_types", items: Items::Terms(CommitmentType::VOCABULARY) }],
        },
        Keys { table: "frameworks", primary: ID, foreign: mentions(&Framework::SHAPE), lists: &[] },
        Keys {
            table: "occasions",
            primary: ID,
            foreign: mentions(&Occasion::SHAPE),
            lists: &[List { column: "participants", items: Items::Ids("actors") }],
        },
        Keys { table: "quantities", primary: &["claim", "ordinal"], foreign: vec![to("claims", &["claim"])], lists: &[] },
        Keys {
            table: "relations",
            primary: &["claim", "kind", "target"],
            foreign: vec![to("claims", &["claim"]), to("claims", &["target"])],
            lists: &[],
        },
        Keys { table: "source_origins", primary: &["source", "ordinal"], foreign: vec![to("sources", &["source"])], lists: &[] },
        Keys { table: "sources", primary: ID, foreign: mentions(&Source::SHAPE), lists: &[] },
        Keys { table: "vocabulary", primary: &["field", "ordinal"], foreign: vec![], lists: &[] },
        Keys {
            table: "withdrawn",
            primary: ID,
            foreign: vec![to("sources", &["source"])],
            // A successor may have been withdrawn too.
            lists: &[List { column: "successors", items: Items::Texts }],
        },
    ]
});
