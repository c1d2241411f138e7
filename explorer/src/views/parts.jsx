// Small parts that several views share.

import { data, inside, label, nameOf, outletOf, quotesOf, spelt, term, toneOf, UNQUOTED, verbOf, howPut } from "../words.js";
import { marked } from "../search.js";

export const layerClass = (layer) => `layer-${layer ?? "none"}`;

export function Dot({ layer }) {
  return <span class={`dot ${layerClass(layer)}`} aria-hidden="true" />;
}

/** A text with what was looked for marked in it. */
export function Marked({ text, parsed = [] }) {
  return marked(text, parsed).map(([piece, isHit], place) => (isHit ? <mark key={place}>{piece}</mark> : piece));
}

/** Who does what by saying it: the start of the sentence that the statement ends. */
export function Saying({ claim, parsed }) {
  const how = howPut(claim);
  return (
    <>
      <b>
        <Marked text={nameOf(claim.speaker)} parsed={parsed} />
      </b>{" "}
      {verbOf(claim)}
      {how && (
        <>
          {" "}
          <i class="how" data-tip={`${label("modality", claim.modality)}: ${term("modality", claim.modality).definition}`}>
            ({how})
          </i>
        </>
      )}
      {claim.via && <span class="muted">, as told by {nameOf(claim.via)}</span>}
    </>
  );
}

const TIES = { supersedes: ["supersedes", "superseded"], answers: ["a reply", "answered"], contradicts: ["contradicts another", "contradicted"] };

/** What an item of a list says of the claim below its words. */
function Codes({ claim }) {
  const ties = new Set();
  for (const tie of data.ties.get(claim.id)) if (TIES[tie.kind]) ties.add(TIES[tie.kind][tie.isPassive ? 1 : 0]);
  const quotes = quotesOf(claim);
  return (
    <p class="codes">
      <span>{label("commitment_type", claim.commitment_type)}</span>
      {claim.stage !== "not-applicable" && <span class={toneOf(claim.stage)}>{label("stage", claim.stage)}</span>}
      {claim.bindingness && <span>{label("bindingness", claim.bindingness)}</span>}
      {claim.conditions.length > 0 && (
        <span class="if">if: {claim.conditions.map((condition) => inside(label("condition", condition))).join(", ")}</span>
      )}
      {!quotes.length && <span class="faint">{UNQUOTED[claim.attribution][0]}</span>}
      {claim.confidence && claim.confidence !== "high" && (
        <span class="doubt">
          {inside(label("confidence", claim.confidence))} confidence
          {claim.doubtful?.length > 0 && `: ${claim.doubtful.map((field) => inside(label("coded_field", field))).join(", ")}`}
        </span>
      )}
      {[...ties].map((tie) => (
        <span key={tie} class="faint">
          {tie}
        </span>
      ))}
    </p>
  );
}

/** A claim in a list. The statement is the only link, stretched over the item. */
export function Item({ claim, parsed, heading: Heading = "h3", intro }) {
  const quotes = quotesOf(claim);
  return (
    <li class={`item ${layerClass(claim.layer)}`} data-claim={claim.id}>
      <p class="by">
        {intro && <span class="intro">{intro} </span>}
        <Saying claim={claim} parsed={parsed} />
        <span class="muted">
          {" · "}
          {spelt(claim.stated_on)}
          {" · "}
          <Marked text={outletOf(claim)} parsed={parsed} />
        </span>
      </p>
      <Heading class="statement">
        <a href={`#claim=${claim.id}`}>
          <Marked text={claim.statement} parsed={parsed} />
        </a>
      </Heading>
      {quotes.length > 0 && (
        <p class="quote">
          {quotes.map((quote, place) => (
            <span key={place}>
              {place > 0 && " "}“<Marked text={quote} parsed={parsed} />”
            </span>
          ))}
        </p>
      )}
      <Codes claim={claim} />
    </li>
  );
}
