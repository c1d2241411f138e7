//! The vocabularies of actors, documents and records of words.

vocabulary! {
    /// What sort of actor it is.
    ActorKind: "actor_kind", "an actor kind" {
        /// A named person.
        Person = "person",
        /// A state.
        State = "state",
        /// An organisation.
        Organisation = "organisation",
        /// A coalition of states.
        Coalition = "coalition",
        /// A group: of signatories or partners with its members named, or one whose members the documents do not name.
        Group = "group",
        /// A publisher of documents.
        Outlet = "outlet",
    }
}

vocabulary! {
    /// What sort of text a source document is.
    Genre: "genre", "a genre" {
        /// A report of an event with its circumstances.
        NewsReport = "news-report",
        /// A short digest.
        NewsBrief = "news-brief",
        /// A text that explains a subject to readers.
        Explainer = "explainer",
        /// Another outlet's report in other words.
        Rewrite = "rewrite",
        /// An argument about what events mean.
        Analysis = "analysis",
        /// A text by which its parties bind themselves.
        Agreement = "agreement",
        /// A text by which its signatories speak together.
        Declaration = "declaration",
        /// An account of a meeting by one of those who took part.
        Readout = "readout",
        /// A publisher's announcement or introduction of its own affairs.
        PressRelease = "press-release",
        /// The words that were spoken, written down.
        Transcript = "transcript",
    }
}

impl Genre {
    /// Whether a text of this sort speaks for itself: what it credits to nobody is said by those who undertake or speak in it, and not by an
    /// outlet that reports.
    ///
    /// ```
    /// use guarantee_claims::Genre;
    ///
    /// assert!(Genre::Agreement.is_own_text());
    /// assert!(!Genre::NewsReport.is_own_text() && !Genre::Transcript.is_own_text());
    /// ```
    #[must_use]
    pub const fn is_own_text(self) -> bool {
        matches!(self, Self::Agreement | Self::Declaration | Self::Readout | Self::PressRelease)
    }
}

vocabulary! {
    /// How far the outlet can be relied on: the Admiralty scale of source reliability (NATO AJP-2.1).
    Reliability: "reliability", "a reliability" {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Reliability cannot be judged.
        F = "F",
    }
}

vocabulary! {
    /// Why a sentence of a document gives no claim.
    UncodedReason: "uncoded_reason", "a reason for leaving a sentence uncoded" {
        /// The headline or standfirst, saying nothing that the body lacks.
        Headline = "headline",
        /// A heading inside the document.
        SectionHeading = "section-heading",
        /// The outlet's name, the place and date line, a caption that only names a speaker, signatures, or a list of signatories.
        Byline = "byline",
        /// Links to other articles.
        LinkList = "link-list",
        /// A sentence that would be true whatever anyone promised.
        SceneSetting = "scene-setting",
        /// A question to the reader, or a call to share.
        ReaderPrompt = "reader-prompt",
        /// A provision or passage of a longer text that does not bear on the guarantees.
        OffTopic = "off-topic",
    }
}

vocabulary! {
    /// Where the speaker's words were looked up.
    QuoteRecordKind: "record_kind", "a kind of record" {
        /// The speaker's office, or an official transcript or recording.
        Official = "official",
        /// Another outlet's report in the same language.
        Report = "report",
        /// A translation of the words, or the words in another language than the quotation.
        Translation = "translation",
    }
}

vocabulary! {
    /// How a quotation compares with the record of the speaker's words; of a translation only whether the sense is the same.
    Fidelity: "record_verdict", "a verdict" {
        /// Word for word the record's, a clean excerpt included.
        Verbatim = "verbatim",
        /// The same words, punctuated otherwise.
        Punctuation = "punctuation",
        /// Words are left out inside it without a mark, or a clause is cut that bears on the sense.
        Shortened = "shortened",
        /// Joined from words that stand apart in the record.
        Merged = "merged",
        /// Other words than the record's.
        Altered = "altered",
        /// Of a translation: the sense is the same.
        SameSense = "same-sense",
        /// Of a translation: the sense differs.
        Differs = "differs",
        /// No record of these words could be had.
        NotFound = "not-found",
    }
}
