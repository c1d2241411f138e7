//! Who speaks, relays, publishes or would deliver.

use super::claim::Waiver;
use super::id::ActorId;
use super::list::Distinct;
use super::text::{CountryCode, Text, WikidataId};
use super::vocab::ActorKind;

record! {
    /// A person, state, organisation, coalition, group or outlet.
    pub struct Actor {
        /// The actor's id.
        pub id: ActorId,
        /// The full name in English.
        pub name: Text,
        /// Surname, capital, demonym and other spellings by which a text names it.
        #[serde(default)]
        pub aliases: Distinct<Text>,
        /// What sort of actor it is.
        pub kind: ActorKind,
        /// The office held, or what it is known as.
        pub role: Option<Text>,
        /// The actor that it belongs to or speaks for.
        pub affiliation: Option<ActorId>,
        /// The country (ISO 3166-1 alpha-2).
        pub country: Option<CountryCode>,
        /// Those who make up a group that speaks or acts together, where a text names them.
        #[serde(default)]
        pub members: Distinct<ActorId>,
        /// The item of Wikidata about the actor, where it was confirmed.
        pub wikidata: Option<WikidataId>,
        /// Findings accepted on purpose.
        #[serde(default)]
        pub waive: Vec<Waiver>,
        /// What a later curator should know.
        pub note: Option<Text>,
    }
}
