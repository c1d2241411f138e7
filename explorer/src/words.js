// What views say of claims, in words. Labels, verb forms and definitions come from the vocabularies.

import { data, inside, label, nameOf, outletOf, partiesAs, quotesOf, term, titleOf } from "./data.js";
import { spelt } from "./dates.js";

export { data, inside, label, nameOf, outletOf, partiesAs, quotesOf, spelt, term, titleOf };

export function verbOf(claim) {
  const { label: name, verb, value } = term("speech_act", claim.speech_act);
  return data.actor.get(claim.speaker)?.kind === "group" ? inside(name) : (verb ?? value);
}

/** The auxiliary by which the proposition is put, where it is not simply said to be so. */
export function howPut(claim) {
  const auxiliary = term("modality", claim.modality).verb;
  if (claim.polarity === "negated") {
    const [first, ...rest] = auxiliary.split(" ");
    return [first, "not", ...rest].join(" ");
  }
  return claim.modality === "actual" ? null : auxiliary;
}

/** Why no quotation stands in a claim, in a word or two, and in a sentence. */
export const UNQUOTED = {
  authored: ["official text", "No quotation: an official text, whose words stand in the document itself."],
  narrated: ["in the outlet’s own words", "No quotation: the outlet says it in its own words."],
  quoted: ["no quotation", "No quotation is recorded."],
  paraphrased: ["paraphrase", "No quotation: the document reports it in its own words."],
  relayed: ["paraphrase", "No quotation: the document reports it in its own words."],
};

export const figure = ({ measure, comparator, value, unit }) => {
  const sign = comparator === "exactly" ? "" : `${inside(label("comparator", comparator))} `;
  const number = unit === "year" ? String(value) : value.toLocaleString("en");
  return `${label("measure", measure)}: ${sign}${number} ${inside(label("unit", unit))}`.replace(" % of", "% of");
};

/** A whole number with commas between its thousands. */
export const counted = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export const plural = (count, one, many = `${one}s`) => `${counted(count)} ${count === 1 ? one : many}`;

const POSITIVE = ["announced", "agreed", "in-force"];
const NEGATIVE = ["ruled-out", "lapsed"];
export const toneOf = (stage) => (POSITIVE.includes(stage) ? "positive" : NEGATIVE.includes(stage) ? "negative" : "");

/** When claims were said, from the first date to the last. */
export function period(claims) {
  const dates = claims.map((claim) => claim.stated_on.slice(0, 7)).sort();
  if (!dates.length) return "";
  const [first, last] = [spelt(dates[0]), spelt(dates.at(-1))];
  return first === last ? `of ${first}` : `of ${first} to ${last}`;
}
