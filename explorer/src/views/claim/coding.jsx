// How a claim is coded, each code with its definition, and what the two coders said where they differ.

import { facet } from "../../facets.js";
import { START, format } from "../../state.js";
import { data, figure, inside, label, nameOf, spelt, term, toneOf } from "../../words.js";

/** What each coder said in a doubtful field. */
function Doubt({ claim, field }) {
  const said = data.doubts[claim.id]?.[field];
  const vocabulary = { conditions: "condition" }[field] ?? field;
  const shown = (code) => {
    if (field === "speaker") return nameOf(code);
    if (field === "parties") return code.replace(/^(.*):(.*)$/, (_, actor, role) => `${nameOf(actor)} (${inside(label("party_role", role))})`);
    return data.vocabulary[vocabulary] ? label(vocabulary, code) : code;
  };
  const saying = (coder) => [...new Set(said.filter(([one]) => one === coder).map(([, codes]) => codes.map(shown).join(", ") || "nothing"))].join(" and elsewhere ");
  const coders = ["a", "b"].filter((coder) => said?.some(([one]) => one === coder)).map((coder) => ({ coder, codes: saying(coder) }));
  const isSame = coders.length === 2 && coders[0].codes === coders[1].codes;
  return (
    <span class="said">
      Doubtful: {!coders.length && "the two codings differ."}
      {isSame ? `both coders said ${coders[0].codes}` : coders.map(({ coder, codes }) => `coder ${coder} said ${codes}`).join("; ")}
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

export function Coding({ claim }) {
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
