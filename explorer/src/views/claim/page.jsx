// The page of a claim: its words, where they stand, how they are coded, and what they are tied to.

import { grouped } from "../../select.js";
import { asList, format, isNarrowed } from "../../state.js";
import { data, inside, label, outletOf, plural, spelt, toneOf } from "../../words.js";
import { Dot, Item, Saying, layerClass } from "../parts.jsx";
import { Cite } from "./cite.jsx";
import { Coding } from "./coding.jsx";
import { Quotations } from "./quotations.jsx";
import { Related } from "./related.jsx";
import { Where } from "./where.jsx";

/** The way back to the list, and on through it in its order. */
function Way({ state, claims, id }) {
  const order = grouped(claims, state.by).flatMap((group) => group.members);
  const place = order.findIndex((claim) => claim.id === id);
  const to = (claim) => format({ ...state, claim: claim.id, at: null });
  const list = format(asList(state));
  return (
    <nav class="way" aria-label="Claims found">
      <a href={list} data-to-list="">
        ← {isNarrowed(state) ? `${plural(claims.length, "claim")} found` : "All claims"}
      </a>
      {place >= 0 && (
        <span class="steps">
          {place > 0 && (
            <a href={to(order[place - 1])} rel="prev">
              Previous
            </a>
          )}
          <span>
            {place + 1} of {order.length}
          </span>
          {place + 1 < order.length && (
            <a href={to(order[place + 1])} rel="next">
              Next
            </a>
          )}
        </span>
      )}
    </nav>
  );
}

function Unknown({ state, id }) {
  const gone = data.withdrawn.find((one) => one.id === id);
  return (
    <article class="claim">
      <h1 tabIndex={-1}>There is no claim {id} here</h1>
      <p>
        {gone ? `It was withdrawn: ${gone.reason}` : `Version ${data.info.version} of ${data.brand} has no claim of this id.`}
      </p>
      {gone?.successors?.length > 0 && (
        <>
          <h2>What took its place</h2>
          <ul class="items">
            {gone.successors.filter((one) => data.claim.has(one)).map((one) => (
              <Item key={one} claim={data.claim.get(one)} />
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={format(asList(state))}>All claims</a>
      </p>
    </article>
  );
}

export function ClaimPage({ state, claims }) {
  const claim = data.claim.get(state.claim);
  if (!claim) return <Unknown state={state} id={state.claim} />;
  return (
    <article class="claim">
      <Way state={state} claims={claims} id={claim.id} />
      <header class={`${layerClass(claim.layer)} headline`}>
        <p class="by">
          <Saying claim={claim} />
        </p>
        <h1 tabIndex={-1}>{claim.statement}</h1>
        <p class="codes">
          <span>
            <Dot layer={claim.layer} /> {label("layer", claim.layer)}
          </span>
          <span>{label("commitment_type", claim.commitment_type)}</span>
          <span class={toneOf(claim.stage)}>{label("stage", claim.stage)}</span>
          {claim.conditions.length > 0 && <span class="if">if: {claim.conditions.map((one) => inside(label("condition", one))).join(", ")}</span>}
          <span>{spelt(claim.stated_on)}</span>
          <span>{outletOf(claim)}</span>
        </p>
      </header>
      <div class="columns">
        <div class="words">
          <Quotations claim={claim} />
          <Where claim={claim} />
          <Related claim={claim} />
        </div>
        <div class="facts">
          <Coding claim={claim} />
          <Cite claim={claim} />
        </div>
      </div>
    </article>
  );
}
