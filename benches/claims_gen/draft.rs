//! A claim that is being broken.

use guarantee_claims::{Attribution, Polarity, SpeechAct, Stage};
use serde_json::{Value, json};

use crate::claim::Generator;
use crate::pool::{CELL, SourcePool};

/// A claim as a value, and what its fault may need of its surroundings.
pub(crate) struct Draft<'a> {
    pub(crate) value: Value,
    pub(crate) index: u64,
    pub(crate) generator: &'a Generator,
    pub(crate) source: &'a SourcePool,
}

/// Where a finding is expected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Spot {
    /// At the value with this pointer.
    Value(String),
    /// At the key of the value with this pointer.
    Key(String),
}

impl Spot {
    /// At the claim itself.
    pub(crate) const fn claim() -> Self {
        Self::Value(String::new())
    }

    /// The value at a pointer inside the one here.
    pub(crate) fn inside(self, pointer: &str) -> Self {
        match self {
            Self::Value(around) | Self::Key(around) => Self::Value(around + pointer),
        }
    }
}

impl<'a> Draft<'a> {
    /// A draft of a valid claim, which loses what findings about several claims or waivers could arise from.
    pub(crate) fn of(value: Value, index: u64, generator: &'a Generator) -> Self {
        let mut draft = Self { value, index, generator, source: generator.source(index) };
        draft.set("/relations", json!([]));
        draft.set("/waive", json!([]));
        if draft.value["speech_act"] == SpeechAct::Refuse.as_str() {
            draft.set("/stage", "ruled-out");
        }
        draft
    }

    /// The id of a claim before this one, which has the same source and is not broken.
    pub(crate) fn earlier(&self, by: u64) -> String {
        self.generator.id(self.index - by)
    }

    /// Has it said on the occasion of the claim that many places before.
    pub(crate) fn say_with(&mut self, by: u64) {
        let (occasion, stated_on) = self.generator.occasion(self.index - by);
        self.set("/occasion", occasion.as_ref().map(guarantee_claims::OccasionId::as_str));
        self.set("/stated_on", stated_on.to_string());
    }

    /// An actor for which `other` holds, other than the outlet.
    pub(crate) fn actor(&self, other: impl Fn(&str) -> bool) -> &'a str {
        let mut ids = self.generator.pool.actors.iter().map(guarantee_claims::ActorId::as_str);
        ids.find(|id| *id != self.source.outlet.as_str() && other(id)).expect("there are many actors")
    }

    fn at(&mut self, pointer: &str) -> &mut Value {
        self.value.pointer_mut(pointer).unwrap_or_else(|| panic!("the claim has {pointer}"))
    }

    /// Puts a value at a place that has one.
    pub(crate) fn set(&mut self, pointer: &str, value: impl Into<Value>) -> Spot {
        *self.at(pointer) = value.into();
        Spot::Value(pointer.to_owned())
    }

    /// Puts a changed text at a place that has one.
    pub(crate) fn change(&mut self, pointer: &str, change: impl Fn(&str) -> String) -> Spot {
        let changed = change(self.at(pointer).as_str().unwrap_or_else(|| panic!("the claim has a text at {pointer}")));
        self.set(pointer, changed)
    }

    /// Takes a key out; what misses it is the record around.
    pub(crate) fn remove(&mut self, pointer: &str) -> Spot {
        let (around, key) = pointer.rsplit_once('/').expect("a pointer to a member has a slash");
        self.at(around).as_object_mut().and_then(|members| members.shift_remove(key)).unwrap_or_else(|| panic!("the claim has {pointer}"));
        Spot::Value(around.to_owned())
    }

    /// Adds a key.
    pub(crate) fn add(&mut self, pointer: &str, value: impl Into<Value>) -> Spot {
        let (around, key) = pointer.rsplit_once('/').expect("a pointer to a member has a slash");
        self.at(around).as_object_mut().expect("members stand in an object").insert(key.to_owned(), value.into());
        Spot::Key(pointer.to_owned())
    }

    /// Gives a member another key.
    pub(crate) fn rename(&mut self, pointer: &str, to: &str) -> Spot {
        let value = self.at(pointer).take();
        self.remove(pointer);
        let (around, _) = pointer.rsplit_once('/').expect("a pointer to a member has a slash");
        self.add(&format!("{around}/{to}"), value)
    }

    /// Has somebody other than the outlet say it, in the outlet's words.
    pub(crate) fn paraphrase(&mut self) {
        let speaker = self.actor(|_| true);
        self.say(speaker, Attribution::Paraphrased);
    }

    /// Has the outlet of a report state it as a fact.
    pub(crate) fn narrate(&mut self) {
        self.report();
        let outlet = self.source.outlet.as_str();
        self.say(outlet, Attribution::Narrated);
        self.set("/speech_act", SpeechAct::Assert.as_str());
        self.set("/stage", Stage::UnderDiscussion.as_str());
    }

    fn say(&mut self, speaker: &str, attribution: Attribution) {
        self.set("/speaker", speaker);
        self.set("/via", Value::Null);
        self.set("/attribution", attribution.as_str());
        self.set("/evidence/0/quote", Value::Null);
        self.set("/evidence/0/record", Value::Null);
    }

    /// Has it stand in a report, if it stands in a text of the speaker's own.
    pub(crate) fn report(&mut self) {
        if !self.source.is_own_text {
            return;
        }
        let own = self.source.id.as_str();
        self.source = self.generator.pool.sources.iter().find(|source| !source.is_own_text).expect("there is a report");
        let (report, start) = (self.source.id.as_str(), self.source.cells[0]);
        self.change("/id", |id| id.replace(own, report));
        self.set("/source", report);
        let (occasion, stated_on) = &self.source.occasions[0];
        self.set("/occasion", occasion.as_ref().map(guarantee_claims::OccasionId::as_str));
        self.set("/stated_on", stated_on.to_string());
        self.set("/evidence/0/start", start);
        self.set("/evidence/0/end", start + CELL);
        self.at("/evidence").as_array_mut().expect("evidence is a list").truncate(1);
    }

    /// Has somebody do something that commits these parties.
    pub(crate) fn commit(&mut self, speech_act: &str, parties: Value) -> Spot {
        let refuses = speech_act == SpeechAct::Refuse.as_str();
        self.set("/speech_act", speech_act);
        self.set("/polarity", if refuses { Polarity::Negated } else { Polarity::Affirmed }.as_str());
        self.set("/stage", if refuses { Stage::RuledOut } else { Stage::Announced }.as_str());
        self.set("/parties", parties)
    }

    /// Has somebody other than the outlet say it, in words of their own.
    pub(crate) fn quote(&mut self) -> Spot {
        self.paraphrase();
        self.set("/attribution", Attribution::Quoted.as_str());
        self.set("/evidence/0/quote", "we will stand by it")
    }

    /// Has somebody other than the outlet say it, through another.
    pub(crate) fn relay(&mut self) -> Spot {
        self.paraphrase();
        self.set("/attribution", Attribution::Relayed.as_str());
        let speaker = self.actor(|_| true);
        let via = self.actor(|id| id != speaker);
        self.set("/via", via)
    }

    /// Gives it a figure.
    pub(crate) fn measure(&mut self) {
        self.set("/quantities", json!([{"measure": "personnel", "value": 300_000, "unit": "persons", "comparator": "about"}]));
    }

    /// Ties it to the claim before.
    pub(crate) fn relate(&mut self) {
        let target = self.earlier(1);
        self.set("/relations", json!([{"kind": "elaborates", "target": target}]));
    }

    /// Has it refuse what is announced, which a waiver accepts.
    pub(crate) fn waive(&mut self) {
        let party = self.actor(|_| true);
        self.commit(SpeechAct::Refuse.as_str(), json!([{"actor": party, "role": "provider"}]));
        self.set("/stage", Stage::Announced.as_str());
        self.set("/waive", json!([{"rule": "refusal-stage", "reason": "Others go ahead with what this speaker refuses."}]));
    }

    /// Gives it something in every list, so that there is something to break.
    pub(crate) fn fill(&mut self) {
        self.relay();
        self.set("/evidence/0/quote", "we will stand by it");
        self.set("/evidence/0/record", json!({"url": null, "kind": "official", "verdict": "not-found", "note": "Nobody has it."}));
        self.measure();
        self.relate();
        self.waive();
        self.set("/conditions", json!(["peace-settlement", "other"]));
        self.set("/legal_form", "treaty");
        self.set("/bindingness", "binding");
        self.set("/occasion", Value::Null);
        self.set("/doubtful", json!(["stage"]));
        self.set("/confidence", "moderate");
        self.set("/note", "What a later curator should know.");
    }
}
