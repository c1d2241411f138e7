rule! {
    /// Claims supersede or answer one another in a cycle, or frameworks do.
    ///
    /// What replaces something cannot be replaced by it, and an answer comes after what it answers. Take out the relation that is wrong.
    "relation-cycle", Error, former: &["relation-circle"], scope: Scope::Dataset, checks: &[Check::All(check)]
}

use super::graph::{Edge, closing};
use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::{Relation, RelationKind};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for kind in [RelationKind::Supersedes, RelationKind::Answers] {
        let of_kind = context.records.claims.iter().enumerate().flat_map(|(from, claim)| {
            // A relation to the claim itself is another rule's.
            let is_of_kind = move |relation: &Relation| relation.kind == kind && relation.target != claim.id;
            let relations = claim.relations.iter().enumerate().filter(move |(_, relation)| is_of_kind(relation));
            relations.map(move |(i, relation)| (from, relation.target.as_str(), format!("/relations/{i}/target")))
        });
        report(of_kind, RecordKind::Claim, kind.as_str(), context, findings);
    }
    let of_frameworks = context.records.frameworks.iter().enumerate();
    let superseding =
        of_frameworks.filter_map(|(from, framework)| Some((from, framework.supersedes.as_ref()?.as_str(), "/supersedes".to_owned())));
    report(superseding, RecordKind::Framework, "supersedes", context, findings);
}

/// A relation between two records that are known by their indexes, and its place in the first.
struct Link {
    ends: (u32, u32),
    pointer: String,
}

impl Edge for Link {
    fn ends(&self) -> (u32, u32) {
        self.ends
    }
}

/// Reports the relations that close a cycle: those of records of a kind, each as the index of the record, the target and the place.
fn report<'a>(
    relations: impl Iterator<Item = (usize, &'a str, String)>,
    kind: RecordKind,
    verb: &str,
    context: &Context<'_>,
    findings: &mut Findings,
) {
    let ids = context.records.ids(kind);
    // Of records with one id, the first stands for all.
    let index =
        |id: &str| u32::try_from(ids.partition_point(|other| *other < id)).ok().filter(|index| ids.get(*index as usize) == Some(&id));
    let relations = relations.filter_map(|(from, target, pointer)| Some(Link { ends: (index(ids[from])?, index(target)?), pointer }));
    for Link { ends: (from, to), pointer } in closing(&relations.collect::<Vec<_>>()) {
        let message = message(Some(ids[*from as usize]), verb, Some(ids[*to as usize]));
        findings.add(&RULE, Location::new(kind, *from as usize, pointer), message);
    }
}

/// What is said of a relation that closes a cycle, with as much as is known of its ends.
pub(crate) fn message(from: Option<&str>, verb: &str, to: Option<&str>) -> String {
    let (from, to) = (from.unwrap_or("the claim"), to.unwrap_or("the claim at this place"));
    format!("{from} {verb} {to}, and {to} by way of others {verb} {from}: expected no cycle")
}
