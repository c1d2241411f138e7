//! The events at which things were said.

use super::claim::Waiver;
use super::date::PartialDate;
use super::id::{ActorId, OccasionId};
use super::list::Distinct;
use super::text::{Text, Url};

record! {
    /// An event at which claims were put forward: it joins reports of the same words across documents.
    pub struct Occasion {
        /// The occasion's id.
        pub id: OccasionId,
        /// What it was.
        pub title: Text,
        /// When it was held.
        pub held_on: PartialDate,
        /// Where it was held.
        pub place: Option<Text>,
        /// Who took part.
        #[serde(default)]
        pub participants: Distinct<ActorId>,
        /// The official record.
        pub record_url: Option<Url>,
        /// Findings accepted on purpose.
        #[serde(default)]
        pub waive: Vec<Waiver>,
        /// What a later curator should know.
        pub note: Option<Text>,
    }
}
