// The questions of docs/questions.md as predicates: each gives the ids of the claims that are its answer.

import { data, isReported, isSigned, partiesAs } from "./data.js";

const PROVISIONS_OF_ITSELF = (claim) => claim.speech_act === "pledge" && !partiesAs(claim, "provider").length;
const OPEN = ["ruled-out", "announced", "under-discussion", "idea"];
const CHANGED = ["shortened", "merged", "altered", "differs"];

const where = (predicate) => () => data.claims.filter(predicate).map((claim) => claim.id);
const tiesOf = (id, kind) => data.ties.get(id).filter((tie) => tie.kind === kind);

function membersOf(framework, ...aspects) {
  const parts = data.framework.get(framework)?.components ?? [];
  return parts.filter((part) => aspects.includes(part.aspect)).flatMap((part) => part.claims);
}

const withheld = (claim) => claim.commitment_type === "membership" && claim.speech_act === "refuse" && partiesAs(claim, "decider").length > 0;
const restated = (claim) => claim.relations.filter((tie) => tie.kind === "restates").map((tie) => tie.target);

const ofUnitedStates = (claim) =>
  ["provider", "decider"].some((role) => partiesAs(claim, role).includes("united-states")) &&
  (claim.layer === "united-states" || claim.stage === "ruled-out") &&
  OPEN.includes(claim.stage);

const ofRussia = (claim) => data.actor.get(claim.speaker)?.country === "RU" && ["participation", "decision"].includes(claim.aspect);
const replies = (id) => tiesOf(id, "answers").filter((tie) => tie.isPassive).map((tie) => tie.other);

function sharedOccasions() {
  const outlets = new Map();
  for (const claim of data.claims.filter((one) => one.occasion)) {
    const outlet = data.source.get(claim.source)?.outlet;
    outlets.set(claim.occasion, (outlets.get(claim.occasion) ?? new Set()).add(outlet));
  }
  return new Set([...outlets].filter(([, names]) => names.size > 1).map(([occasion]) => occasion));
}

function significant() {
  const named = data.frameworks.flatMap((framework) => membersOf(framework.id, "significance"));
  return [...named, ...where((claim) => claim.aspect === "significance")()];
}

const restsOnOutlet = (claim) =>
  claim.attribution === "narrated" && !tiesOf(claim.id, "restates").some((tie) => data.claim.get(tie.other)?.speaker !== claim.speaker);

const isMeant = (claim) =>
  ["possible", "hypothetical"].includes(claim.modality) || (claim.speech_act === "pledge" && ["probable", "certain"].includes(claim.modality));

function reportedAndSigned() {
  const reported = membersOf("article-5-like", "trigger", "capability");
  const types = new Set(reported.map((id) => data.claim.get(id)?.commitment_type));
  const undertakes = (claim) =>
    isSigned(claim) && ["pledge", "offer"].includes(claim.speech_act) && partiesAs(claim, "provider").length > 0 && claim.layer !== "outside";
  return [...reported, ...where((claim) => undertakes(claim) && types.has(claim.commitment_type))()];
}

const PRESIDENTS = ["donald-trump", "joe-biden"];
const COMPARED = ["membership", "ground-troops", "air-power"];

function saidAndSigned() {
  const said = data.claims.filter((claim) => PRESIDENTS.includes(claim.speaker) && COMPARED.includes(claim.commitment_type));
  const types = new Set(said.map((claim) => claim.commitment_type));
  const contradicted = said.flatMap((claim) => tiesOf(claim.id, "contradicts").map((tie) => data.claim.get(tie.other)));
  const signed = data.claims.filter((claim) => isSigned(claim) && types.has(claim.commitment_type));
  return [...said, ...signed, ...contradicted.filter((claim) => claim && isSigned(claim))].map((claim) => claim.id);
}

function provisionsOnReports() {
  const found = [];
  for (const claim of data.claims) {
    for (const tie of claim.relations.filter(({ kind }) => ["supports", "contradicts"].includes(kind))) {
      const other = data.claim.get(tie.target);
      if (!other) continue;
      const fits = (report, provision) => isReported(report) && isSigned(provision);
      if (fits(claim, other) || fits(other, claim)) found.push(claim.id, other.id);
    }
  }
  return found;
}

const DECIDED = ["allied-consensus", "domestic-approval", "political-decision"];

const isDecided = (claim) =>
  partiesAs(claim, "decider").length > 0 &&
  data.source.has(claim.source) &&
  (claim.aspect === "decision" || claim.conditions.some((condition) => DECIDED.includes(condition)));

/**
 * In the order of the page of questions: number there, key in the address, short form, the question, how the answer is grouped, and the
 * ids. Without ids, `to` says which view answers. Those that start the page have `isFirst`.
 */
export const QUESTIONS = [
  { number: 1, key: "layers", short: "Which parts has each plan?", full: "Which layers does each framework have, in order, and which claims state them?", to: { view: "frameworks" }, isFirst: true },
  { number: 2, key: "withheld-consent", short: "Who refuses NATO membership?", full: "Which states withhold consent to membership, according to whom?", by: "speaker", isFirst: true,
    ids: () => data.claims.filter(withheld).flatMap((claim) => [claim.id, ...restated(claim)]) },
  { number: 3, key: "us-standing", short: "What has the US refused or offered?", full: "What has the United States refused, offered, or left open?", by: "stage", isFirst: true, ids: where(ofUnitedStates) },
  { number: 4, key: "menu", short: "What is on the Article 5 menu?", full: "Which instruments are on the menu of the Article 5-like guarantee, and for which is no provider named?", by: "type", isFirst: true, ids: () => membersOf("article-5-like", "capability") },
  { number: 5, key: "contingent", short: "Who offered a contingent?", full: "Who offered a concrete contingent, how large, on what condition?", isFirst: true,
    ids: where((claim) => ["pledge", "offer"].includes(claim.speech_act) && claim.quantities.some((figure) => figure.measure === "contingent")) },
  { number: 6, key: "in-force", short: "What is in force today?", full: "What is in force today rather than under discussion?", isFirst: true, ids: where((claim) => claim.stage === "in-force") },
  { number: 7, key: "conditions", short: "After a peace, or on a new attack?", full: "Which claims depend on a peace settlement, and which on a new attack?", isFirst: true,
    ids: where((claim) => claim.conditions.some((condition) => ["peace-settlement", "renewed-attack"].includes(condition))) },
  { number: 8, key: "russian-say", short: "Must Russia have a say?", full: "Who says Russia must have a say, and who answers?", by: "speaker", isFirst: true,
    ids: () => data.claims.filter(ofRussia).flatMap((claim) => [claim.id, ...replies(claim.id)]) },
  { number: 9, key: "same-occasion", short: "One event, several outlets", full: "What did the same occasion yield in different outlets?", by: "source",
    ids: () => { const shared = sharedOccasions(); const said = data.claims.filter((claim) => shared.has(claim.occasion));
      return said.flatMap((claim) => [claim.id, ...restated(claim).filter((id) => data.claim.get(id)?.source !== claim.source)]); } },
  { number: 10, key: "lapsed", short: "Which past guarantee lapsed?", full: "Which past guarantee lapsed?", by: "source", ids: where((claim) => claim.stage === "lapsed" && claim.legal_form) },
  { number: 11, key: "significance", short: "What may come, and what matters?", full: "Which courses of events are named, and what is said to matter beyond the guarantees?", by: "source", ids: significant },
  { number: 12, key: "outlet-alone", short: "What has only the outlet’s word?", full: "Which claims rest on the outlet’s word alone?", by: "source", ids: where(restsOnOutlet) },
  { number: 13, key: "demands", short: "Who is called on to do what?", full: "Who is called on to do what?", by: "speaker", ids: where((claim) => claim.speech_act === "demand") },
  { number: 14, key: "protection", short: "Who would protect whom?", full: "Who would protect whom against whom?", isFirst: true,
    ids: where((claim) => claim.layer !== "outside" && ["provider", "recipient", "adversary"].every((role) => partiesAs(claim, role).length)) },
  { number: 15, key: "firmness", short: "What is only possible, what promised?", full: "What is only possible, and what is promised outright?", by: "modality",
    ids: where((claim) => claim.layer !== "outside" && claim.polarity === "affirmed" && !PROVISIONS_OF_ITSELF(claim) && isMeant(claim)) },
  { number: 16, key: "bindingness", short: "Which guarantees are binding?", full: "Which guarantees are said to be binding or automatic?", by: "bindingness",
    ids: where((claim) => ["binding", "automatic"].includes(claim.bindingness) && claim.layer !== "outside" && !PROVISIONS_OF_ITSELF(claim)) },
  { number: 17, key: "us-confidence", short: "How sure is the coding on the US?", full: "How sure is the coding of the claims behind an answer? Here, of those on what the United States has refused, offered or left open.", by: "confidence", ids: where(ofUnitedStates) },
  { number: 18, key: "altered-quotations", short: "Which quotations were changed?", full: "Which quotations are not what was said?", by: "source",
    ids: where((claim) => claim.evidence.some((span) => CHANGED.includes(span.record?.verdict))) },
  { number: 19, key: "shared-origins", short: "Which documents share a source?", full: "Which documents draw on the same report?", to: { view: "terms", at: "documents" } },
  { number: 20, key: "reported-and-signed", short: "What of it was signed?", full: "What was signed of what the Article 5-like guarantee is reported to contain?", by: "type", isFirst: true, ids: reportedAndSigned },
  { number: 21, key: "after-attack", short: "What must follow an attack?", full: "What must happen within 24 hours of an attack, and what do reports say of it?", by: "genre", isFirst: true,
    ids: where((claim) => claim.conditions.includes("renewed-attack") && ["consultation", "collective-response"].includes(claim.commitment_type)) },
  { number: 22, key: "undertakings", short: "Which undertakings bind?", full: "Which undertakings are binding, which discretionary, and with which reservations?", by: "bindingness", isFirst: true,
    ids: where((claim) => isSigned(claim) && claim.speech_act === "pledge" && partiesAs(claim, "provider").length && claim.layer !== "outside") },
  { number: 23, key: "said-and-signed", short: "A president’s words, and the treaty’s", full: "Where does what an American president said differ from what was signed?", by: "type", ids: saidAndSigned },
  { number: 24, key: "provisions", short: "Which reports does a provision back?", full: "Which reported claims does a signed provision support or contradict?", by: "source", ids: provisionsOnReports },
  { number: 25, key: "duration", short: "How long do undertakings hold?", full: "How long do the undertakings hold, and how do they end?", by: "source", ids: where((claim) => claim.aspect === "duration") },
  { number: 26, key: "deciders", short: "Who decides, or must consent?", full: "Who decides or must consent, by the reports and by the official texts?", by: "genre", ids: where(isDecided) },
  { number: 27, key: "ukraine-undertakes", short: "What does Ukraine undertake?", full: "What does Ukraine itself undertake, and what do reports expect of it?", by: "speaker",
    ids: where((claim) => (claim.speaker === "ukraine" && claim.speech_act === "pledge") || (claim.layer === "ukrainian-forces" && isReported(claim))) },
];

export const question = Object.fromEntries(QUESTIONS.filter((one) => one.ids).map((one) => [one.key, one]));

const found = new Map();

/** The ids of the claims that answer a question. */
export function answers(key) {
  if (!found.has(key)) found.set(key, new Set(question[key].ids().filter((id) => data.claim.has(id))));
  return found.get(key);
}

/** The questions that this data answers. */
export const answered = () => QUESTIONS.filter((one) => (one.ids ? answers(one.key).size : one.to.view !== "frameworks" || data.frameworks.length));
