// Who answers and contradicts whom: threads of claims, and what was replaced or said again.

import { useMemo } from "preact/hooks";

import { inOrder, plain } from "../search.js";
import { START, format, isNarrowed } from "../state.js";
import { data, nameOf, plural } from "../words.js";
import { Chips } from "./filters.jsx";
import { Item } from "./parts.jsx";

/** Each pair of claims of which one answers or contradicts the other, once, with how: the later or replying one second. */
function exchanges() {
  const pairs = new Map();
  for (const claim of data.claims) {
    for (const { kind, target } of claim.relations) {
      if (!["answers", "contradicts"].includes(kind) || !data.claim.has(target)) continue;
      const key = [claim.id, target].sort().join(" ");
      const pair = pairs.get(key) ?? { target, reply: claim.id, kinds: new Set() };
      if (kind === "answers") Object.assign(pair, { target, reply: claim.id });
      pair.kinds.add(kind);
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()];
}

/** Claims with their replies; those that have the same replies share a thread. */
function threads() {
  const byTarget = new Map();
  for (const { target, reply, kinds } of exchanges()) {
    if (!byTarget.has(target)) byTarget.set(target, new Map());
    byTarget.get(target).set(reply, [...kinds].sort().join(" and "));
  }
  const bySignature = new Map();
  for (const [target, replies] of byTarget) {
    const signature = [...replies].map((pair) => pair.join(" ")).sort().join("; ");
    if (!bySignature.has(signature)) bySignature.set(signature, { targets: [], replies: [...replies] });
    bySignature.get(signature).targets.push(target);
  }
  return [...bySignature.values()].sort((a, b) => b.replies.length - a.replies.length || inOrder(a.targets[0], b.targets[0]));
}

function ties(kind, fits = () => true) {
  return data.claims.flatMap((claim) =>
    claim.relations
      .filter((tie) => tie.kind === kind && data.claim.has(tie.target) && fits(claim, data.claim.get(tie.target)))
      .map((tie) => [claim, data.claim.get(tie.target)]),
  );
}

function Speakers({ list }) {
  const counts = new Map();
  const [repliers, targets] = [new Map(), new Map()];
  for (const { target, reply } of list) {
    const [to, from] = [data.claim.get(target).speaker, data.claim.get(reply).speaker];
    counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    repliers.set(from, (repliers.get(from) ?? 0) + 1);
    targets.set(to, (targets.get(to) ?? 0) + 1);
  }
  const ordered = (of) => [...of.keys()].sort((a, b) => of.get(b) - of.get(a) || inOrder(plain(nameOf(a)), plain(nameOf(b))));
  const [rows, heads] = [ordered(repliers), ordered(targets)];
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Who replies to whom">
      <table class="speakers">
        <thead>
          <tr>
            <th scope="col">replies to</th>
            {heads.map((to) => (
              <th key={to} scope="col" class="upright">
                <div>{nameOf(to)}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from}>
              <th scope="row">{nameOf(from)}</th>
              {heads.map((to) => {
                const count = counts.get(`${from} ${to}`) ?? 0;
                return (
                  <td key={to} class={count ? "some" : ""}>
                    {count || ""}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Pairs({ title, list, verb }) {
  if (!list.length) return null;
  return (
    <details class="pairs">
      <summary>
        {title} <span class="count">{list.length}</span>
      </summary>
      <ul>
        {list.map(([claim, target]) => (
          <li key={`${claim.id} ${target.id}`}>
            <a href={`#claim=${claim.id}`}>{claim.statement}</a> <span class="muted">({nameOf(claim.speaker)})</span> <i>{verb}</i>{" "}
            <a href={`#claim=${target.id}`}>{target.statement}</a> <span class="muted">({nameOf(target.speaker)})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

export function Replies({ state, claims }) {
  const all = useMemo(threads, []);
  const selected = new Set(claims.map((claim) => claim.id));
  const shown = all.filter((thread) => thread.targets.some((id) => selected.has(id)));
  const here = { ...START, view: "replies" };
  return (
    <div class="page replies">
      <h1 tabIndex={-1}>Replies: who answers and contradicts whom</h1>
      <p class="lede">
        Each thread starts from a claim; indented below it stand the claims that answer or contradict it. Claims with the same replies share
        a thread.
      </p>
      <Chips state={state} all={format(here)} />
      {isNarrowed(state) && (
        <p>
          <b>{shown.length}</b> of {plural(all.length, "thread")}: those that start from a claim of the selection.
        </p>
      )}
      <div class="columns">
        <div class="threads">
          <h2>{plural(shown.length, "thread")}</h2>
          {shown.map(({ targets, replies }) => (
            <section key={targets[0]} class="thread">
              <ul class="items">
                {targets.map((id) => (
                  <Item key={id} claim={data.claim.get(id)} />
                ))}
              </ul>
              <ul class="items answers">
                {replies.map(([id, how]) => (
                  <Item key={id} claim={data.claim.get(id)} intro={`${how}:`} />
                ))}
              </ul>
            </section>
          ))}
        </div>
        <aside>
          <h2>Who replies to whom</h2>
          <Speakers list={exchanges()} />
          <h2>Other ties</h2>
          <Pairs title="What superseded what" list={ties("supersedes")} verb="supersedes" />
          <Pairs title="The same said in another document" list={ties("restates", (one, other) => one.source !== other.source)} verb="restates" />
          <Pairs title="Supported from another document" list={ties("supports", (one, other) => one.source !== other.source)} verb="supports" />
        </aside>
      </div>
    </div>
  );
}
