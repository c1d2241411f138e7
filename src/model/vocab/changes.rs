//! The vocabulary of what changed between versions.

vocabulary! {
    /// What sort of record changed between two versions.
    ChangedRecord: "changed_record", "a kind of record" {
        /// A claim.
        Claim = "claim",
        /// What the dataset says of itself, its version apart.
        Dataset = "dataset",
        /// A source document.
        Source = "source",
        /// An actor.
        Actor = "actor",
        /// An occasion.
        Occasion = "occasion",
        /// A framework.
        Framework = "framework",
        /// The entry of a claim that was withdrawn before.
        Withdrawn = "withdrawn",
        /// A term of a closed vocabulary.
        Term = "term",
    }
}
