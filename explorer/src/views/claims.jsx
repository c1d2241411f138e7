// The list of claims, with its filters and overviews.

import { useEffect, useMemo, useState } from "preact/hooks";
import { memo } from "../memo.js";

import { csv, json, save } from "../download.js";
import { FACETS, GROUPINGS, facet } from "../facets.js";
import { go } from "../navigate.js";
import { answered, question } from "../questions.js";
import { tokens } from "../search.js";
import { grouped, hints } from "../select.js";
import { everything, format, isNarrowed } from "../state.js";
import { counted, data, inside, period, plural, term } from "../words.js";
import { Chips, Filters } from "./filters.jsx";
import { Matrix } from "./matrix.jsx";
import { Dot, Item } from "./parts.jsx";
import { Timeline } from "./timeline.jsx";

const toQuestion = (one) => format({ ...everything({ by: "layer" }), by: one.by ?? "layer", ...(one.to ?? { ask: one.key }) });

function QuestionList({ questions }) {
  return (
    <ul class="questions">
      {questions.map((one) => (
        <li key={one.key}>
          <a href={toQuestion(one)} data-ask={one.key} data-tip={one.full}>
            {one.short}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Start() {
  const questions = answered();
  const first = questions.filter((one) => one.isFirst);
  const others = questions.filter((one) => !one.isFirst);
  return (
    <>
      <h1 tabIndex={-1}>{data.question}</h1>
      <p class="lede">
        {plural(data.claims.length, "claim")} from {plural(new Set(data.claims.map((claim) => claim.source)).size, "document")}{" "}
        {period(data.claims)}: who provides, how firmly, on what condition, and where it says so.
      </p>
      {questions.length > 0 && (
        <section class="start" aria-label="Start from a question">
          <h2>Start from a question</h2>
          <QuestionList questions={first.length ? first : questions} />
          {first.length > 0 && others.length > 0 && (
            <details>
              <summary>{others.length} more questions</summary>
              <QuestionList questions={others} />
            </details>
          )}
        </section>
      )}
    </>
  );
}

function Asked({ state }) {
  const one = question[state.ask];
  return (
    <>
      <h1 tabIndex={-1} class={one ? "" : "off-screen"}>
        {one ? one.full : "Claims found"}
      </h1>
      <Chips state={state} all={format(everything(state))} />
    </>
  );
}

const fileName = (state, ending) => {
  const slug = isNarrowed(state) ? [state.ask, state.q, ...FACETS.flatMap((one) => state.filters[one.key] ?? [])].filter(Boolean).join("-") : "all";
  return `guarantee-claims-${data.info.version}-${slug.replace(/[^a-zA-Z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60)}.${ending}`;
};

function Bar({ state, claims }) {
  const isAll = claims.length === data.claims.length;
  const name = (ending) => fileName(state, ending);
  return (
    <div class="bar">
      <p class="found">
        <b>{counted(claims.length)}</b> {isAll ? "claims" : `of ${plural(data.claims.length, "claim")}`}
      </p>
      <label class="by">
        Group by{" "}
        <select value={state.by} onChange={(event) => go(format({ ...state, by: event.currentTarget.value }), "stay")}>
          {GROUPINGS.filter((by) => facet[by].values.length).map((by) => (
            <option key={by} value={by}>
              {inside(facet[by].title)}
            </option>
          ))}
        </select>
      </label>
      <span class="downloads">
        <span class="muted">Download</span>{" "}
        <button type="button" disabled={!claims.length} onClick={() => save(name("csv"), "text/csv;charset=utf-8", csv(claims))} title={name("csv")}>
          CSV
        </button>{" "}
        <button type="button" disabled={!claims.length} onClick={() => save(name("json"), "application/json", json(claims))} title={name("json")}>
          JSON
        </button>
      </span>
    </div>
  );
}

const MemoItem = memo(Item, (one, other) => one.claim === other.claim && one.query === other.query);

function Group({ by, value, members, query, most }) {
  const one = facet[by];
  const parsed = tokens(query);
  const meaning = value !== null && one.vocabulary && term(one.vocabulary, value)?.definition;
  return (
    <section class="group">
      <h2>
        {by === "layer" && <Dot layer={value} />}
        {value === null ? "Not said" : one.show(value)} <span class="count">{members.length}</span>
      </h2>
      {meaning && <p class="meaning">{meaning}</p>}
      <ol class="items">
        {members.slice(0, most).map((claim) => (
          <MemoItem key={claim.id} claim={claim} query={query} parsed={parsed} />
        ))}
      </ol>
    </section>
  );
}

// So many items are drawn at once when a list is shown from its top; the rest follows when the browser has a moment.
const AT_ONCE = 24;
const TOP = 600;

function List({ state, claims, isRestoring }) {
  const groups = useMemo(() => grouped(claims, state.by), [claims, state.by]);
  // Far down the page nothing may grow shorter under the reader.
  const [whole, setWhole] = useState(null);
  const isWhole = isRestoring || whole === claims || claims.length <= AT_ONCE || scrollY > TOP;
  useEffect(() => {
    if (isWhole) return undefined;
    const timer = setTimeout(() => setWhole(claims), 0);
    return () => clearTimeout(timer);
  }, [isWhole, claims]);
  let left = isWhole ? Infinity : AT_ONCE;
  return groups.map(({ value, members }) => {
    if (left <= 0) return null;
    const most = left;
    left -= members.length;
    return <Group key={`${state.by} ${value}`} by={state.by} value={value} members={members} query={state.q} most={most} />;
  });
}

function Nothing({ state }) {
  const found = hints(state);
  return (
    <section class="nothing">
      <h2>No claim fits all of this</h2>
      {found.length > 0 && (
        <ul>
          {found.map((hint) => (
            <li key={hint.name}>
              <a href={format(hint.state)} data-stay="">
                {hint.name}
              </a>
              : {plural(hint.count, "claim")}
            </li>
          ))}
        </ul>
      )}
      {state.q && (
        <p class="meaning">
          Words match where a word begins, in any order; words in “quotation marks” match as a phrase. What is searched are statements,
          quotations, names, codes, documents and notes.
        </p>
      )}
      <p>
        <a href={format(everything(state))}>All claims</a>
      </p>
    </section>
  );
}

export function Claims({ state, selection, isRestoring, pane, setPane }) {
  const { claims, counts, matrix, timeline } = selection;
  const active = Object.values(state.filters).flat().length;
  return (
    <div class={`claims show-${pane}`}>
      <aside class="filters" aria-label="Filters">
        <p class="aside-title">
          Filter
          <button type="button" class="close" onClick={() => setPane("list")}>
            Show {plural(claims.length, "claim")}
          </button>
        </p>
        <Filters state={state} counts={counts} />
      </aside>
      <div class="middle">
        {isNarrowed(state) ? <Asked state={state} /> : <Start />}
        {state.unknown.length > 0 && (
          <p class="notice">
            This version has no {state.unknown.map((value) => `“${value}”`).join(", ")}: {state.unknown.length === 1 ? "that filter is" : "those filters are"} left out.
          </p>
        )}
        <p class="switches">
          <button type="button" class="open-filters" onClick={() => setPane("filters")}>
            Filters{active > 0 && ` (${active})`}
          </button>
          <span class="switch" role="group" aria-label="What is shown">
            <button type="button" aria-pressed={pane === "list"} onClick={() => setPane("list")}>
              List
            </button>
            <button type="button" aria-pressed={pane === "overview"} onClick={() => setPane("overview")}>
              Matrix and time
            </button>
          </span>
        </p>
        <Bar state={state} claims={claims} />
        <div class="list">{claims.length ? <List state={state} claims={claims} isRestoring={isRestoring} /> : <Nothing state={state} />}</div>
      </div>
      <aside class="overview" aria-label="Overview">
        <Matrix state={state} claims={matrix} />
        <Timeline state={state} claims={timeline} />
      </aside>
    </div>
  );
}

