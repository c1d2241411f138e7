// How to cite a claim, and what of it can be taken along.

import { useState } from "preact/hooks";

import { citation } from "../../citation.js";
import { copy, json, save } from "../../download.js";

/** The address of a claim where this page is. */
const permalink = (id) => `${location.href.split("#")[0]}#claim=${id}`;

export function Cite({ claim }) {
  const [said, say] = useState("");
  const copied = async (what, text) => say((await copy(text)) ? `${what} copied.` : `The browser does not let this page copy. Here it is: ${text}`);
  const line = citation("apa", claim);
  const entry = citation("bibtex", claim);
  return (
    <section class="cite">
      <h2>Cite this claim</h2>
      <p class="citation">{line}</p>
      <p class="buttons">
        <button type="button" onClick={() => copied("Citation", line)}>
          Copy citation
        </button>
        {entry && (
          <button type="button" onClick={() => copied("BibTeX entry", entry)}>
            Copy BibTeX
          </button>
        )}
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
