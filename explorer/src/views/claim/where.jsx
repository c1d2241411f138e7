// Where a claim stands: the document, the place in it, and how reliable the outlet is.

import { counted, data, inside, label, nameOf, quotesOf, spelt, term, titleOf } from "../../words.js";
import { layerClass } from "../parts.jsx";

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

const range = (span) => `${counted(span.start + 1)}–${counted(span.end)}`;

/** The address of the document, at the quotation where there is one. */
function addressOf(claim, source) {
  const quote = quotesOf(claim)[0];
  if (!quote) return source.url;
  const words = quote.split(" ");
  const start = encodeURIComponent(words.slice(0, 6).join(" ")).replaceAll("-", "%2D");
  const end = words.length > 9 ? `,${encodeURIComponent(words.slice(-4).join(" ")).replaceAll("-", "%2D")}` : "";
  return `${source.url}${source.url.includes("#") ? ":~:" : "#:~:"}text=${start}${end}`;
}

export function Where({ claim }) {
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
        Characters {claim.evidence.map(range).join(", ")} of {counted(source.text.characters)}.
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
