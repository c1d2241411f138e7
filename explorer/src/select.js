// Which claims a state selects, and how many each further filter would.

import { data, searched } from "./data.js";
import { FACETS, facet } from "./facets.js";
import { answers } from "./questions.js";
import { matches, tokens } from "./search.js";
import { withFilters } from "./state.js";

/** Whether each claim passes the question and the search; the filters are looked at apart. */
function outside(state) {
  const ids = state.ask ? answers(state.ask) : null;
  const parsed = tokens(state.q);
  return data.claims.map((claim) => (!ids || ids.has(claim.id)) && (!parsed.length || matches(searched(claim), parsed)));
}

/** For each claim the one facet that leaves it out: null where it passes all, undefined where more than one leaves it out. */
function failures(state, passes) {
  const active = FACETS.filter((one) => state.filters[one.key]).map((one) => ({ one, wanted: new Set(state.filters[one.key]) }));
  return data.claims.map((_, place) => {
    if (!passes[place]) return undefined;
    let failed = null;
    for (const { one, wanted } of active) {
      if (one.of[place].some((value) => wanted.has(value))) continue;
      if (failed) return undefined;
      failed = one;
    }
    return failed;
  });
}

/**
 * The claims of a state in their order, the counts of each facet's values (which obey every filter but the facet's own), and for the
 * overviews the claims that pass all filters but those of `layer` and `type`.
 */
export function select(state) {
  const passes = outside(state);
  const failed = failures(state, passes);
  const counts = {};
  for (const one of FACETS) counts[one.key] = new Map();
  const claims = [];
  data.claims.forEach((claim, place) => {
    const by = failed[place];
    if (by === undefined) return;
    if (by === null) claims.push(claim);
    for (const one of by === null ? FACETS : [by]) {
      const of = counts[one.key];
      for (const value of one.of[place]) of.set(value, (of.get(value) ?? 0) + 1);
    }
  });
  const without = (...keys) => {
    const kept = Object.fromEntries(Object.entries(state.filters).filter(([key]) => !keys.includes(key)));
    if (Object.keys(kept).length === Object.keys(state.filters).length) return claims;
    const others = failures({ ...state, filters: kept }, passes);
    return data.claims.filter((_, place) => others[place] === null);
  };
  return { claims, counts, matrix: without("layer", "type"), timeline: without("date", "layer") };
}

/** The claims in groups, in the order in which the list shows them. */
export function grouped(claims, by) {
  const one = facet[by];
  const groups = new Map(one.values.map((value) => [value, []]));
  const rest = [];
  for (const claim of claims) {
    const [value] = one.get(claim);
    (groups.get(value) ?? rest).push(claim);
  }
  const list = [...groups].filter(([, members]) => members.length).map(([value, members]) => ({ value, members }));
  if (rest.length) list.push({ value: null, members: rest });
  return list;
}

/** What a search or filters without result would yield with one of them taken away; else what each yields by itself. */
export function hints(state) {
  const found = [];
  const try_ = (name, next) => {
    const count = select(next).claims.length;
    if (count) found.push({ name, state: next, count });
  };
  const parsed = tokens(state.q);
  const others = (token) => parsed.filter((other) => other !== token).map((other) => other.written);
  const keys = Object.keys(state.filters);
  if (parsed.length > 1) for (const token of parsed) try_(`without ${token.written}`, { ...state, q: others(token).join(" ") });
  for (const token of parsed.filter((one) => one.isPhrase && one.text.includes(" "))) {
    try_(`with the words of ${token.written} apart`, { ...state, q: [...others(token), token.text].join(" ") });
  }
  if (state.q) try_(`without the search for ${state.q}`, { ...state, q: "" });
  for (const key of keys) {
    const shown = state.filters[key].map(facet[key].show).join(" or ");
    try_(`without ${facet[key].title}: ${shown}`, withFilters(state, { [key]: [] }));
  }
  if (state.ask) try_("without the question", { ...state, ask: null });
  if (found.length) return found;
  if (state.q) try_(`only the search for ${state.q}`, { ...state, ask: null, filters: {} });
  for (const key of keys) {
    const shown = state.filters[key].map(facet[key].show).join(" or ");
    try_(`only ${facet[key].title}: ${shown}`, { ...state, q: "", ask: null, filters: { [key]: state.filters[key] } });
  }
  return found;
}
