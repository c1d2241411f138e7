// What claims can be filtered by: each facet with its key in the address, its heading, and the values that a claim has in it.

import { inOrder, plain } from "./search.js";
import { data, label, nameOf, partiesAs, spelt, titleOf } from "./words.js";

const ofTerm = (vocabulary) => ({
  vocabulary,
  show: (value) => label(vocabulary, value),
  known: (value) => data.vocabulary[vocabulary].of.has(value),
  all: () => data.vocabulary[vocabulary].terms.map((term) => term.value),
});
const code = (key, title, field, vocabulary = field) => ({ key, title, field, get: (claim) => (claim[field] ? [claim[field]] : []), ...ofTerm(vocabulary) });
const actor = (key, title, get) => ({ key, title, get, show: nameOf });
const role = (key, title) => actor(key, title, (claim) => partiesAs(claim, key));

export const FACETS = [
  { ...code("layer", "Layer", "layer"), isOpen: true },
  { ...code("stage", "Stage", "stage"), isOpen: true },
  { ...code("act", "Speech act", "speech_act"), isOpen: true },
  code("type", "Commitment", "commitment_type"),
  code("modality", "Modality", "modality"),
  code("polarity", "Polarity", "polarity"),
  { key: "condition", title: "Condition", field: "conditions", get: (claim) => claim.conditions, ...ofTerm("condition") },
  actor("speaker", "Speaker", (claim) => [claim.speaker]),
  actor("via", "As told by", (claim) => (claim.via ? [claim.via] : [])),
  role("provider", "Who would provide"),
  role("recipient", "Who would receive, or be protected"),
  role("adversary", "Against whom"),
  role("decider", "Who decides"),
  role("lead", "Who would lead"),
  role("host", "Where it would be"),
  {
    key: "source",
    title: "Document",
    get: (claim) => [claim.source],
    show: (value) => {
      const source = data.source.get(value);
      return source ? `${nameOf(source.outlet)}: ${titleOf(source)}` : value;
    },
  },
  { key: "genre", title: "Kind of document", get: (claim) => [data.source.get(claim.source)?.genre].filter(Boolean), ...ofTerm("genre") },
  code("attribution", "How the words reach us", "attribution"),
  {
    key: "fidelity",
    title: "Quotations held against records",
    get: (claim) => [...new Set(claim.evidence.map((span) => span.record?.verdict).filter(Boolean))],
    ...ofTerm("record_verdict"),
  },
  code("confidence", "Confidence of the coding", "confidence"),
  { key: "doubtful", title: "Doubtful in", get: (claim) => claim.doubtful ?? [], ...ofTerm("coded_field") },
  code("bindingness", "Bindingness", "bindingness"),
  code("form", "Legal form", "legal_form"),
  code("aspect", "Aspect", "aspect"),
  {
    key: "occasion",
    title: "Occasion",
    get: (claim) => (claim.occasion ? [claim.occasion] : []),
    show: (value) => data.occasion.get(value)?.title ?? value,
  },
  { key: "figure", title: "Figures", get: (claim) => [...new Set(claim.quantities.map((figure) => figure.measure))], ...ofTerm("measure") },
  { key: "date", title: "Date", get: (claim) => [claim.stated_on], show: spelt, isInOrder: true },
  {
    key: "part",
    title: "Part of a framework",
    isHidden: true,
    get: (claim) => (data.parts.get(claim.id) ?? []).map(({ framework, component }) => `${framework.id}.${component.ordinal}`),
    show: (value) => {
      const [id, ordinal] = value.split(".");
      const framework = data.framework.get(id);
      return framework ? `${framework.title}: ${framework.components.find((part) => part.ordinal === Number(ordinal))?.title}` : value;
    },
  },
];

export const facet = Object.fromEntries(FACETS.map((one) => [one.key, one]));

/** What the list can be grouped by: facets in which a claim has one value at most. */
export const GROUPINGS = ["layer", "type", "stage", "act", "modality", "bindingness", "speaker", "source", "genre", "date", "confidence"];

/** The values with the largest counts first, then by name. */
function byCount(counts, show) {
  const names = new Map([...counts.keys()].map((value) => [value, plain(show(value))]));
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || inOrder(names.get(a), names.get(b)));
}

/** Finds the values of each facet in the data, and of each claim. */
export function prepare() {
  for (const one of FACETS) {
    one.of = data.claims.map((claim) => one.get(claim));
    const counts = new Map();
    for (const values of one.of) for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (one.all) one.values = one.all().filter((value) => counts.has(value));
    else if (one.isInOrder) one.values = [...counts.keys()].sort();
    else one.values = byCount(counts, one.show);
    one.has = new Set(one.values);
  }
}

/** Whether a value may stand in an address: a term, or what some claim has. */
export const isKnown = (one, value) => one.has.has(value) || !!one.known?.(value);
