// The documents, and every term with its definition, its count and how far the coders agree.

import { FACETS } from "../facets.js";
import { inOrder } from "../search.js";
import { START, format } from "../state.js";
import { data, inside, label, nameOf, plural, spelt, term, titleOf } from "../words.js";

function Documents() {
  const count = new Map();
  for (const claim of data.claims) count.set(claim.source, (count.get(claim.source) ?? 0) + 1);
  const sources = [...data.sources].filter((source) => count.has(source.id)).sort((a, b) => inOrder(a.published_on, b.published_on) || inOrder(a.id, b.id));
  return (
    <section id="terms-documents">
      <h2 tabIndex={-1}>Documents</h2>
      {sources.map((source) => (
        <article key={source.id} class="source">
          <span class="ring" data-tip={term("reliability", source.reliability).definition}>
            {source.reliability}
          </span>
          <div>
            <h3>{titleOf(source)}</h3>
            <p class="muted">
              {nameOf(source.outlet)}, {spelt(source.published_on)}, {inside(label("genre", source.genre))}
            </p>
            <p>
              <b>{term("reliability", source.reliability).definition}</b> {source.reliability_reason}
            </p>
            {source.derived_from?.map((origin, place) => (
              <p key={place}>
                Made from{" "}
                {origin.url ? (
                  <a href={origin.url} rel="noreferrer">
                    another report ↗
                  </a>
                ) : (
                  "another report"
                )}
                : {origin.reason}
              </p>
            ))}
            <p>
              <a href={format({ ...START, filters: { source: [source.id] } })}>{plural(count.get(source.id), "claim")}</a>
              {" · "}
              <a href={source.url} rel="noreferrer">
                The document ↗
              </a>
              <span class="print-only">{source.url}</span>
            </p>
          </div>
        </article>
      ))}
    </section>
  );
}

const percent = (share) => share.toFixed(2);

function Agreement({ row }) {
  if (!row || row.value === null) return null;
  const name = row.measure === "alpha" ? "Krippendorff’s alpha" : "F1";
  return (
    <p class="agreement">
      Agreement of the two coders: {name} <b>{percent(row.value)}</b>
      {row.low !== null && ` (95%: ${percent(row.low)} to ${percent(row.high)})`}
    </p>
  );
}

const VOCABULARIES = [
  ["layer", "layer"],
  ["commitment_type", "type"],
  ["speech_act", "act"],
  ["modality", "modality"],
  ["polarity", "polarity"],
  ["stage", "stage"],
  ["aspect", "aspect"],
  ["condition", "condition"],
  ["bindingness", "bindingness"],
  ["legal_form", "form"],
  ["attribution", "attribution"],
  ["record_verdict", "fidelity"],
  ["confidence", "confidence"],
  ["genre", "genre"],
  ["measure", "figure"],
];

function Vocabulary({ name, of }) {
  const { doc, terms } = data.vocabulary[name];
  const one = FACETS.find((each) => each.key === of);
  const count = (value) => one.of.filter((values) => values.includes(value)).length;
  const agreement = data.agreement.find((row) => row.field === (name === "condition" ? "conditions" : name));
  return (
    <section class="vocabulary" id={`terms-${name}`}>
      <h2 tabIndex={-1}>{one.title}</h2>
      <p class="meaning">{doc}</p>
      <Agreement row={agreement} />
      <dl>
        {terms.map((each) => (
          <div key={each.value}>
            <dt>{count(each.value) ? <a href={format({ ...START, filters: { [of]: [each.value] } })}>{each.label}</a> : each.label}</dt>
            <dd>
              {each.definition} <span class="count">{plural(count(each.value), "claim")}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Terms() {
  const { info } = data;
  const [speakers, parties, unit] = ["speaker", "parties", "unit"].map((field) => data.agreement.find((row) => row.field === field));
  return (
    <div class="page terms">
      <h1 tabIndex={-1}>Sources and terms</h1>
      <p class="lede">
        What the documents are, and what each code means. A claim says what a document states, not what is true; numbers of claims say how
        much was written about a thing, and not how likely or important it is.
      </p>
      <Documents />
      {data.agreement.length > 0 && (
        <section id="terms-agreement">
          <h2 tabIndex={-1}>How the coding was made</h2>
          <p>
            Each document was coded by two coders who did not see each other’s work; where they differed, a third reader settled the code,
            and the claim says so. For each code below stands how far the two agreed before. Beside them:
          </p>
          <ul>
            <li>which claims there are: F1 {unit && percent(unit.value)}</li>
            <li>the speaker: alpha {speakers && percent(speakers.value)}</li>
            <li>the parties with their roles: F1 {parties && percent(parties.value)}</li>
          </ul>
        </section>
      )}
      {VOCABULARIES.map(([name, of]) => (
        <Vocabulary key={name} name={name} of={of} />
      ))}
      <section>
        <h2>Licence</h2>
        <p>
          {info.title}, version {info.version}
          {info.creator && `, by ${info.creator}`}. Licence:{" "}
          <a href={data.licence_url} rel="license noreferrer">
            {info.licence}
          </a>
          . The documents belong to their publishers; what is quoted of them are the words of the speakers.
        </p>
      </section>
    </div>
  );
}
