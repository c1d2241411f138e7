// The page's data: claims as they are exported, and what is looked up in them, made once.

import { plain } from "./search.js";

/** A row as a record with these keys; records inside it are rows too. */
function record(keys, name, row) {
  const made = {};
  keys[name].forEach((key, place) => {
    made[key] = nested(keys, key, row[place]);
  });
  return made;
}

function nested(keys, key, value) {
  if (!(key in keys) || !Array.isArray(value)) return value;
  return key === "record" ? record(keys, key, value) : value.map((row) => record(keys, key, row));
}

const byId = (records) => new Map(records.map((one) => [one.id, one]));

/** The terms of each vocabulary in order, and by value. */
function vocabularies(list) {
  const made = {};
  for (const { name, doc, terms } of list) {
    made[name] = { name, doc, terms, of: new Map(terms.map((term) => [term.value, term])) };
  }
  return made;
}

export let data;

/** Reads the data; statements stand in the page once, in the articles, which are in the order of the rows. */
export function load(text, statements) {
  const facts = JSON.parse(text);
  if (statements.length !== facts.claims.length) throw new Error("the page has not as many articles as claims");
  data = {
    ...facts,
    claims: facts.claims.map((row, place) => ({ ...record(facts.keys, "claim", row), statement: statements[place].textContent })),
    vocabulary: vocabularies(facts.vocabularies),
    actor: byId(facts.actors),
    source: byId(facts.sources),
    occasion: byId(facts.occasions),
    framework: byId(facts.frameworks),
  };
  data.claim = byId(data.claims);
  data.ties = ties(data.claims);
  data.parts = parts(data.frameworks);
  data.text = new Map();
  const [brand, rest] = facts.info.title.split(/: (.*)/);
  data.brand = brand;
  data.question = rest ? rest[0].toUpperCase() + rest.slice(1) + (/^(who|what|which|how)\b/i.test(rest) ? "?" : "") : brand;
  return data;
}

/** The ties of each claim in both directions: kind, the other claim's id, and whether it is the other that states the tie. */
function ties(claims) {
  const of = new Map(claims.map((claim) => [claim.id, []]));
  for (const claim of claims) {
    for (const { kind, target } of claim.relations) {
      of.get(claim.id).push({ kind, other: target, isPassive: false });
      of.get(target)?.push({ kind, other: claim.id, isPassive: true });
    }
  }
  return of;
}

/** The parts of frameworks that each claim states. */
function parts(frameworks) {
  const of = new Map();
  for (const framework of frameworks) {
    for (const component of framework.components) {
      for (const claim of component.claims) {
        if (!of.has(claim)) of.set(claim, []);
        of.get(claim).push({ framework, component });
      }
    }
  }
  return of;
}

/** What a search looks at, made when it is first looked at. */
export function searched(claim) {
  if (!data.text.has(claim.id)) data.text.set(claim.id, haystack(claim));
  return data.text.get(claim.id);
}

function haystack(claim) {
  const source = data.source.get(claim.source);
  const codes = [label("layer", claim.layer), label("commitment_type", claim.commitment_type), label("speech_act", claim.speech_act)];
  // What an item shows is found: "United States refuses", "Ruled out".
  const saying = `${nameOf(claim.speaker)} ${term("speech_act", claim.speech_act)?.verb ?? claim.speech_act}`;
  const stands = [label("stage", claim.stage), ...claim.conditions.map((one) => label("condition", one))];
  const names = [claim.via, source?.outlet, ...claim.parties.map((party) => party.actor)].filter(Boolean).map(nameOf);
  const occasion = data.occasion.get(claim.occasion);
  const texts = [claim.statement, ...quotesOf(claim), saying, ...names, ...codes, ...stands, source?.title, occasion?.title, claim.note, claim.id];
  // No phrase goes from one text to the next.
  return texts.filter(Boolean).map(plain).join("\n");
}

export const nameOf = (actor) => data.actor.get(actor)?.name ?? actor;
export const quotesOf = (claim) => claim.evidence.map((span) => span.quote).filter(Boolean);
export const outletOf = (claim) => {
  const source = data.source.get(claim.source);
  return source ? nameOf(source.outlet) : claim.source;
};
export const titleOf = (source) => source.title ?? `${nameOf(source.outlet)}, ${source.published_on}`;

export const term = (vocabulary, value) => data.vocabulary[vocabulary].of.get(value);
export const label = (vocabulary, value) => term(vocabulary, value)?.label ?? value;

/** A label inside a sentence: without its capital letter, unless it is a name or an abbreviation. */
export const inside = (text) => (/^(U(krain|nited|S )|%)/.test(text) ? text : text[0].toLowerCase() + text.slice(1));

export const isSigned = (claim) => {
  const source = data.source.get(claim.source);
  return ["agreement", "declaration"].includes(source?.genre) && claim.attribution === "authored" && claim.speaker !== source.outlet;
};

const OFFICIAL = ["agreement", "declaration", "readout", "press-release"];
export const isReported = (claim) => !OFFICIAL.includes(data.source.get(claim.source)?.genre);

export const partiesAs = (claim, role) => claim.parties.filter((party) => party.role === role).map((party) => party.actor);
