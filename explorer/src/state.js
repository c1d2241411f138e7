// The state of the page, which is all in the address behind the #.

import { data } from "./data.js";
import { FACETS, GROUPINGS, facet, isKnown } from "./facets.js";
import { question } from "./questions.js";

export const VIEWS = ["claims", "frameworks", "replies", "terms"];

export const START = { view: "claims", claim: null, at: null, q: "", ask: null, by: "layer", filters: {}, unknown: [] };

export const defaultBy = (ask) => question[ask]?.by ?? "layer";

/** The state that an address says, with what of it this version does not have in `unknown`. */
export function parse(hash) {
  const state = { ...START, filters: {}, unknown: [] };
  let by = null;
  for (const pair of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const cut = pair.indexOf("=");
    const key = cut < 0 ? pair : pair.slice(0, cut);
    const values = cut < 0 ? [] : pair.slice(cut + 1).split(",").map(decoded);
    if (key === "claim" || key === "at") state[key] = values.join(",");
    else if (key === "q") state.q = values.join(",");
    else if (key === "view" && VIEWS.includes(values[0])) state.view = values[0];
    else if (key === "ask" && question[values[0]]) state.ask = values[0];
    else if (key === "by" && GROUPINGS.includes(values[0])) by = values[0];
    else if (facet[key]) {
      const known = values.filter((value) => isKnown(facet[key], value));
      state.unknown.push(...values.filter((value) => !isKnown(facet[key], value)));
      if (known.length) state.filters[key] = [...new Set(known)];
    } else state.unknown.push(values.join(",") || key);
  }
  state.by = by ?? defaultBy(state.ask);
  return state;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const encoded = (value) => encodeURIComponent(value).replace(/%20/g, "+").replace(/\+/g, "%20");

/** The address of a state: in one order, without what goes without saying. */
export function format(state) {
  const pairs = [];
  if (state.claim) pairs.push(["claim", state.claim]);
  else if (state.view !== "claims") pairs.push(["view", state.view]);
  if (state.at) pairs.push(["at", state.at]);
  if (state.q) pairs.push(["q", state.q]);
  for (const { key } of FACETS) {
    const values = state.filters[key];
    if (values?.length) pairs.push([key, values]);
  }
  if (state.by !== defaultBy(state.ask)) pairs.push(["by", state.by]);
  if (state.ask) pairs.push(["ask", state.ask]);
  return `#${pairs.map(([key, value]) => `${key}=${[value].flat().map(encoded).join(",")}`).join("&")}`;
}

/** The state with a value of a facet set, or taken away where it is set. */
export function toggled(state, key, value) {
  const values = state.filters[key] ?? [];
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withFilters(state, { [key]: next });
}

export function withFilters(state, changes) {
  const filters = { ...state.filters, ...changes };
  for (const key of Object.keys(filters)) if (!filters[key]?.length) delete filters[key];
  return { ...state, filters };
}

export const isNarrowed = (state) => !!(state.q || state.ask || Object.keys(state.filters).length);

/** The list of all claims. */
export const everything = (state) => ({ ...START, by: state.ask ? "layer" : state.by });

/** The list that a claim was opened from, or that a link in another view leads to. */
export const asList = (state) => ({ ...state, view: "claims", claim: null, at: null });

export const hasClaim = (id) => data.claim.has(id);
