rule! {
    /// Claims supersede or answer one another in a circle, or frameworks do.
    ///
    /// What replaces something cannot be replaced by it, and an answer comes after what it answers. Take out the relation that is wrong.
    "relation-circle", Error, scope: Scope::Dataset, checks: &[Check::All(check)]
}

use std::collections::BTreeMap;

use super::{Check, Context, Findings, Scope};
use crate::diagnostics::{Location, RecordKind};
use crate::model::RelationKind;

fn check(context: &Context<'_>, findings: &mut Findings) {
    for kind in [RelationKind::Supersedes, RelationKind::Answers] {
        let claims = context.records.claims.iter();
        let edges = claims.map(|claim| {
            let ties = claim.relations.iter().enumerate().filter(|(_, relation)| relation.kind == kind);
            let ties = ties.filter(|(_, relation)| relation.target != claim.id);
            (claim.id.as_str(), ties.map(|(i, relation)| (relation.target.as_str(), format!("/relations/{i}/target"))).collect())
        });
        report(&Graph(edges.collect()), RecordKind::Claim, kind.as_str(), context, findings);
    }
    let edges = context.records.frameworks.iter().map(|framework| {
        let target = framework.supersedes.iter().map(|target| (target.as_str(), "/supersedes".to_owned()));
        (framework.id.as_str(), target.collect())
    });
    report(&Graph(edges.collect()), RecordKind::Framework, "supersedes", context, findings);
}

/// For each record the records it leads to, with the place of each tie in it.
struct Graph<'a>(BTreeMap<&'a str, Vec<(&'a str, String)>>);

impl<'a> Graph<'a> {
    /// Every tie that closes a circle when the records are walked in order: the record, the target, the place.
    fn closing(&self) -> Vec<(&'a str, &'a str, &str)> {
        let mut state: BTreeMap<&str, bool> = BTreeMap::new();
        let mut found = Vec::new();
        for start in self.0.keys().copied() {
            // An own stack: chains may be longer than the thread's.
            let mut path: Vec<(&str, usize)> = if state.contains_key(start) { Vec::new() } else { vec![(start, 0)] };
            state.entry(start).or_insert(true);
            while let Some((at, next)) = path.last_mut() {
                let Some((target, place)) = self.0.get(at).and_then(|ties| ties.get(*next)) else {
                    state.insert(*at, false);
                    path.pop();
                    continue;
                };
                *next += 1;
                match state.get(target) {
                    Some(true) => found.push((*at, *target, place.as_str())),
                    Some(false) => {}
                    None => {
                        state.insert(*target, true);
                        path.push((*target, 0));
                    }
                }
            }
        }
        found
    }
}

/// What is wrong with a tie that closes a circle.
pub(crate) fn message(from: Option<&str>, verb: &str, to: Option<&str>) -> String {
    let (from, to) = (from.unwrap_or("the claim"), to.unwrap_or("the claim at this place"));
    format!("{from} {verb} {to}, and {to} by way of others {verb} {from}: expected no circle")
}

fn report(graph: &Graph<'_>, kind: RecordKind, verb: &str, context: &Context<'_>, findings: &mut Findings) {
    let ids = context.records.ids(kind);
    for (from, to, place) in graph.closing() {
        let Ok(index) = ids.binary_search(&from) else { continue };
        findings.add(&RULE, Location::new(kind, index, place), message(Some(from), verb, Some(to)));
    }
}
