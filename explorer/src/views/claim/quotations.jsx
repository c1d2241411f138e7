// The words of a claim as they were said, and how they compare with records.

import { inside, label, term, UNQUOTED } from "../../words.js";

export function Quotations({ claim }) {
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
