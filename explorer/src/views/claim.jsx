// The page of a claim: its words, where they stand, how they are coded, and what they are tied to.

import { useState } from "preact/hooks";

import { copy, json, save } from "../download.js";
import { facet } from "../facets.js";
import { grouped } from "../select.js";
import { START, asList, format, isNarrowed } from "../state.js";
import { data, figure, inside, label, nameOf, outletOf, plural, quotesOf, spelt, term, titleOf, toneOf, UNQUOTED } from "../words.js";
import { Dot, Item, Saying, layerClass } from "./parts.jsx";

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

/** The document as a strip, with the places of this claim and of others. */
function Strip({ claim, length }) {
  const others = data.claims.filter((one) => one.source === claim.source && one !== claim).flatMap((one) => one.evidence);
  const rect = (span, name, place) => (
    <rect key={`${name} ${place}`} class={name} x={(span.start / length) * 1000} width={Math.max(name === "own" ? 4 : 1, ((span.end - span.start) / length) * 1000)} y={name === "own" ? 0 : 5} height={name === "own" ? 28 : 18} />
  );
  return (
    <svg class={`strip ${layerClass(claim.layer)}`} viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label="Where the claim stands in the document">
      <rect class="paper" x="0" y="5" width="1000" height="18" />
      {others.map((span, place) => rect(span, "other", place))}
      {claim.evidence.map((span, place) => rect(span, "own", place))}
    </svg>
  );
}

const range = (span) => `${(span.start + 1).toLocaleString("en")}–${span.end.toLocaleString("en")}`;

/** The address of the document, at the quotation where there is one. */
function addressOf(claim, source) {
  const quote = quotesOf(claim)[0];
  if (!quote) return source.url;
  const words = quote.split(" ");
  const start = encodeURIComponent(words.slice(0, 6).join(" ")).replaceAll("-", "%2D");
  const end = words.length > 9 ? `,${encodeURIComponent(words.slice(-4).join(" ")).replaceAll("-", "%2D")}` : "";
  return `${source.url}${source.url.includes("#") ? ":~:" : "#:~:"}text=${start}${end}`;
}

function Quotations({ claim }) {
  const spans = claim.evidence.filter((span) => span.quote);
  if (!spans.length) {
    return (
      <section>
        <h2>No quotation</h2>
        <p>{UNQUOTED[claim.attribution][1].replace("No quotation: ", "").replace(/^./, (first) => first.toUpperCase())}</p>
      </section>
    );
  }
  return (
    <section>
      <h2>In the speaker’s words</h2>
      {spans.map((span) => (
        <figure key={`${span.start} ${span.quote}`}>
          <blockquote>“{span.quote}”</blockquote>
          {span.record && <Fidelity record={span.record} />}
        </figure>
      ))}
    </section>
  );
}

/** How a quotation compares with a record of the words. */
function Fidelity({ record }) {
  const { label: name, definition } = term("record_verdict", record.verdict);
  const isChanged = ["shortened", "merged", "altered", "differs"].includes(record.verdict);
  return (
    <figcaption>
      <b class={isChanged ? "negative" : ""}>{name}.</b> {definition}
      {record.note && ` ${record.note}`} <span class="muted">Held against: {inside(label("record_kind", record.kind))}</span>
      {record.url && (
        <>
          {" ("}
          <a href={record.url} rel="noreferrer">
            the record ↗
          </a>
          )
        </>
      )}
    </figcaption>
  );
}

function Where({ claim }) {
  const source = data.source.get(claim.source);
  if (!source) return <p>The document “{claim.source}” is not described in this version.</p>;
  const quoted = quotesOf(claim).length > 0;
  return (
    <section>
      <h2>Where it says so</h2>
      <p class="document">
        <b>{nameOf(source.outlet)}</b>, <i>{titleOf(source)}</i>, {spelt(source.published_on)}{" "}
        <span class="muted">({inside(label("genre", source.genre))})</span>
      </p>
      <Strip claim={claim} length={source.text.characters} />
      <p class="legend">
        Characters {claim.evidence.map(range).join(", ")} of {source.text.characters.toLocaleString("en")}.
        <span class={`key own ${layerClass(claim.layer)}`} aria-hidden="true" /> this claim
        <span class="key" aria-hidden="true" /> other claims
      </p>
      <p>
        <a class="button" href={addressOf(claim, source)} rel="noreferrer">
          {quoted ? "Find the quotation in the document" : "Open the document"} ↗
        </a>
        <span class="print-only">{source.url}</span>
      </p>
      <div class="reliability">
        <span class="ring">{source.reliability}</span>
        <p>
          <b>{term("reliability", source.reliability).definition}</b> {source.reliability_reason}{" "}
          <span class="muted">(Admiralty scale, A to F: it rates the outlet, not the claim.)</span>
        </p>
      </div>
      <details class="prints">
        <summary>Fingerprints, to check the place by machine</summary>
        <ul>
          {claim.evidence.map((span) => (
            <li key={span.start}>
              Characters {range(span)}: <code>{span.sha256}</code>
            </li>
          ))}
          <li>
            The whole text ({source.text.file}): <code>{source.text.sha256}</code>
          </li>
        </ul>
      </details>
    </section>
  );
}

function Related({ claim }) {
  const ties = data.ties.get(claim.id);
  if (!ties.length) return null;
  const groups = new Map();
  for (const { kind, other, isPassive } of ties) {
    const { value, verb } = term("relation_kind", kind);
    const head = isPassive ? verb : value;
    if (!groups.has(head)) groups.set(head, []);
    if (!groups.get(head).includes(other)) groups.get(head).push(other);
  }
  return (
    <section class="related">
      <h2>Related claims</h2>
      {[...groups].map(([head, others]) => (
        <section key={head}>
          <h3 class="tie">{head[0].toUpperCase() + head.slice(1)}</h3>
          <ul class="items">
            {others.map((id) =>
              data.claim.has(id) ? (
                <Item key={id} claim={data.claim.get(id)} heading="h4" />
              ) : (
                <li key={id}>
                  <code>{id}</code>, which is not on this page
                </li>
              ),
            )}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** What each coder said in a doubtful field. */
function Doubt({ claim, field }) {
  const said = data.doubts[claim.id]?.[field];
  const vocabulary = { conditions: "condition" }[field] ?? field;
  const shown = (code) => {
    if (field === "speaker") return nameOf(code);
    if (field === "parties") return code.replace(/^(.*):(.*)$/, (_, actor, role) => `${nameOf(actor)} (${inside(label("party_role", role))})`);
    return data.vocabulary[vocabulary] ? label(vocabulary, code) : code;
  };
  return (
    <span class="said">
      Doubtful:{" "}
      {said?.length
        ? ["a", "b"]
            .filter((coder) => said.some(([one]) => one === coder))
            .map((coder) => `coder ${coder} said ${[...new Set(said.filter(([one]) => one === coder).map(([, codes]) => codes.map(shown).join(", ") || "nothing"))].join(" and elsewhere ")}`)
            .join("; ")
        : "the two codings differ."}
    </span>
  );
}

function Code({ claim, of, title, field }) {
  const one = facet[of];
  const values = one.get(claim);
  const isDoubtful = claim.doubtful?.includes(field);
  if (!values.length && !isDoubtful) return null;
  return (
    <div class={isDoubtful ? "doubtful" : ""}>
      <dt>{title ?? one.title}</dt>
      <dd>
        {!values.length && <span class="muted">nothing</span>}
        {values.map((value) => (
          <span key={value} class="code">
            <a href={format({ ...START, filters: { [of]: [value] } })} class={of === "stage" ? toneOf(value) : ""}>
              {one.show(value)}
            </a>
            {one.vocabulary && <span class="meaning">{term(one.vocabulary, value)?.definition}</span>}
          </span>
        ))}
        {isDoubtful && <Doubt claim={claim} field={field} />}
      </dd>
    </div>
  );
}

const CODES = [["layer"], ["type"], ["act"], ["modality"], ["polarity"], ["stage"], ["aspect"], ["condition"], ["form"], ["bindingness"], ["attribution"], ["speaker"]];

function Parties({ claim }) {
  const isDoubtful = claim.doubtful?.includes("parties");
  if (!claim.parties.length && !isDoubtful) return null;
  return (
    <div class={isDoubtful ? "doubtful" : ""}>
      <dt>Parties</dt>
      <dd>
        {!claim.parties.length && <span class="muted">nobody is named</span>}
        {claim.parties.map(({ actor, role }) => (
          <span key={`${actor} ${role}`} class="code party">
            <a href={format({ ...START, filters: { [role]: [actor] } })}>{nameOf(actor)}</a>
            <span class="meaning">
              {label("party_role", role)}: {inside(term("party_role", role).definition)}
            </span>
          </span>
        ))}
        {isDoubtful && <Doubt claim={claim} field="parties" />}
      </dd>
    </div>
  );
}

function Confidence({ claim }) {
  if (!claim.confidence) return null;
  const found = data.doubts[claim.id]?.found ?? [];
  return (
    <div>
      <dt>Confidence of the coding</dt>
      <dd>
        <span class="code">
          <a href={format({ ...START, filters: { confidence: [claim.confidence] } })}>{label("confidence", claim.confidence)}</a>
          <span class="meaning">{term("confidence", claim.confidence).definition}</span>
        </span>
        {claim.doubtful?.includes("unit") && (
          <span class="said">{found.length ? `Only coder ${[...new Set(found)].join(" and ")} found this claim.` : "A third reader added this claim."}</span>
        )}
      </dd>
    </div>
  );
}

function Coding({ claim }) {
  const occasion = data.occasion.get(claim.occasion);
  return (
    <section class="coding">
      <h2>How it is coded</h2>
      <dl>
        {CODES.map(([of]) => (
          <Code key={of} claim={claim} of={of} field={facet[of].field ?? of} />
        ))}
        <Parties claim={claim} />
        {claim.quantities.length > 0 && (
          <div>
            <dt>Figures</dt>
            <dd>
              {claim.quantities.map((one, place) => (
                <span key={place} class="code">
                  {figure(one)}
                </span>
              ))}
            </dd>
          </div>
        )}
        {occasion && (
          <div>
            <dt>Occasion</dt>
            <dd>
              <a href={format({ ...START, filters: { occasion: [occasion.id] } })}>{occasion.title}</a>
              <span class="meaning">
                {spelt(occasion.held_on)}
                {occasion.place && `, ${occasion.place}`}
                {occasion.record_url && (
                  <>
                    {". "}
                    <a href={occasion.record_url} rel="noreferrer">
                      Record of the event ↗
                    </a>
                  </>
                )}
              </span>
            </dd>
          </div>
        )}
        {(data.parts.get(claim.id) ?? []).map(({ framework, component }) => (
          <div key={`${framework.id} ${component.ordinal}`}>
            <dt>Part of a framework</dt>
            <dd>
              <a href={format({ ...START, view: "frameworks", at: framework.id })}>{framework.title}</a>
              <span class="meaning">
                Part {component.ordinal}: {component.title}
              </span>
            </dd>
          </div>
        ))}
        <Confidence claim={claim} />
        {claim.note && (
          <div>
            <dt>Curators’ note</dt>
            <dd>{claim.note}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** The address of a claim where this page is. */
const permalink = (id) => `${location.href.split("#")[0]}#claim=${id}`;

function Cite({ claim }) {
  const [said, say] = useState("");
  const { creator, title, version, url } = data.info;
  const source = data.source.get(claim.source);
  const dataset = `${creator ? `${creator}: ` : ""}${title}, version ${version}, claim ${claim.id}${url ? `, ${url}` : ""}.`;
  const document = source && `${nameOf(source.outlet)}: ${source.title ? `“${source.title}”, ` : ""}${spelt(source.published_on)}, ${source.url}`;
  const citation = `${dataset} “${claim.statement}”${document ? ` Rests on: ${document}` : ""}`;
  const copied = async (what, text) => say((await copy(text)) ? `${what} copied.` : `The browser does not let this page copy. Here it is: ${text}`);
  return (
    <section class="cite">
      <h2>Cite this claim</h2>
      <p class="citation">{dataset}</p>
      {document && (
        <p class="citation">
          <span class="muted">The document:</span> {document}
        </p>
      )}
      <p class="buttons">
        <button type="button" onClick={() => copied("Citation", citation)}>
          Copy citation
        </button>
        <button type="button" onClick={() => copied("Link", permalink(claim.id))}>
          Copy link
        </button>
        <button type="button" onClick={() => save(`${claim.id}.json`, "application/json", json([claim]))}>
          JSON
        </button>
      </p>
      <p role="status" class="copied">
        {said}
      </p>
      <p class="muted">
        Id: <code>{claim.id}</code>
      </p>
    </section>
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
