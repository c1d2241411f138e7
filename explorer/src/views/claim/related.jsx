// What a claim is tied to, in both directions.

import { data, term } from "../../words.js";
import { Item } from "../parts.jsx";

export function Related({ claim }) {
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
