// The designs of the guarantees: those of which one replaces the other side by side, the others in columns.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { inOrder } from "../search.js";
import { START, format } from "../state.js";
import { data, label, nameOf, plural, spelt } from "../words.js";
import { Dot, layerClass } from "./parts.jsx";

/** The parts of the earlier framework that a part replaces, by the claims that state both. */
function replaced(framework, component) {
  const earlier = data.framework.get(framework.supersedes);
  if (!earlier) return [];
  const targets = component.claims.flatMap((id) => (data.claim.get(id)?.relations ?? []).filter((tie) => tie.kind === "supersedes").map((tie) => tie.target));
  return earlier.components.filter((part) => part.claims.some((id) => targets.includes(id)));
}

function Part({ framework, component }) {
  const before = replaced(framework, component);
  const claims = component.claims.filter((id) => data.claim.has(id));
  const filter = format({ ...START, filters: { part: [`${framework.id}.${component.ordinal}`] } });
  return (
    <li class={`part ${layerClass(component.layer)}`} id={`part-${framework.id}-${component.ordinal}`} data-layer={component.layer ?? ""}>
      <p class="kind">
        {component.layer ? (
          <>
            <Dot layer={component.layer} /> {label("layer", component.layer)}
          </>
        ) : (
          component.aspect && label("aspect", component.aspect)
        )}
      </p>
      <h4>
        <span class="ordinal">{component.ordinal}</span> {component.title}
      </h4>
      {before.length > 0 && <p class="replaces">replaces {before.map((part) => `part ${part.ordinal}`).join(" and ")} of the earlier plan</p>}
      <details>
        <summary>{plural(claims.length, "claim")}</summary>
        <ul class="stated">
          {claims.map((id) => (
            <li key={id}>
              <a href={`#claim=${id}`}>{data.claim.get(id).statement}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={filter}>As a list of claims</a>
        </p>
      </details>
    </li>
  );
}

function Framework({ framework }) {
  const occasion = data.occasion.get(framework.occasion);
  const later = data.frameworks.find((one) => one.supersedes === framework.id);
  return (
    <article class="framework" id={`framework-${framework.id}`}>
      <p class="muted">{spelt(framework.stated_on)}</p>
      <h3 tabIndex={-1}>{framework.title}</h3>
      <p class="laid">
        Laid out by {nameOf(framework.presented_by)}
        {occasion && `, ${occasion.title}`}.
        {later && (
          <>
            {" "}
            <b class="negative">Superseded</b> by <a href={format({ ...START, view: "frameworks", at: later.id })}>{later.title}</a>
          </>
        )}
      </p>
      <ol class="parts">
        {framework.components.map((component) => (
          <Part key={component.ordinal} framework={framework} component={component} />
        ))}
      </ol>
      {framework.note && <p class="muted">{framework.note}</p>}
    </article>
  );
}

/** Two frameworks, with an arrow from each part that was replaced to the part that replaces it. */
function Pair({ earlier, later }) {
  const box = useRef();
  const [arrows, setArrows] = useState([]);
  useLayoutEffect(() => {
    const measure = () => {
      const frame = box.current.getBoundingClientRect();
      const found = [];
      for (const component of later.components) {
        for (const part of replaced(later, component)) {
          const from = box.current.querySelector(`#part-${earlier.id}-${part.ordinal}`).getBoundingClientRect();
          const to = box.current.querySelector(`#part-${later.id}-${component.ordinal}`).getBoundingClientRect();
          if (to.left > from.right) {
            const [x, y, u, v] = [from.right - frame.left + 2, from.top - frame.top + 30, to.left - frame.left - 3, to.top - frame.top + 30];
            found.push({ layer: component.layer, path: `M${x},${y}C${(x + u) / 2},${y} ${(x + u) / 2},${v} ${u - 6},${v}`, head: `M${u},${v}l-8,-4.5v9z` });
          }
        }
      }
      setArrows(found);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [earlier, later]);
  return (
    <div class="pair" ref={box}>
      <Framework framework={earlier} />
      <Framework framework={later} />
      <svg class="arrows" aria-hidden="true">
        {arrows.map(({ layer, path, head }, place) => (
          <g key={place} class={layerClass(layer)}>
            <path class="line" d={path} />
            <path class="head" d={head} />
          </g>
        ))}
      </svg>
    </div>
  );
}

const COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

export function Frameworks() {
  const pairs = data.frameworks.filter((one) => data.framework.has(one.supersedes)).map((later) => ({ later, earlier: data.framework.get(later.supersedes) }));
  const paired = new Set(pairs.flatMap(({ later, earlier }) => [later, earlier]));
  const others = data.frameworks.filter((one) => !paired.has(one)).sort((a, b) => inOrder(b.stated_on, a.stated_on));
  const count = data.frameworks.length;
  return (
    <div class="page frameworks">
      <h1 tabIndex={-1}>
        Frameworks: {COUNTS[count] ?? count} {count === 1 ? "design" : "designs"} of the guarantees
      </h1>
      <p class="lede">
        A framework is one design of the guarantees as somebody laid it out. Its parts keep that design’s own order; a coloured part is a
        layer, and names who provides.
      </p>
      {pairs.length > 0 && <h2>What superseded what</h2>}
      {pairs.map(({ earlier, later }) => (
        <Pair key={later.id} earlier={earlier} later={later} />
      ))}
      {others.length > 0 && <h2>{pairs.length ? "Other designs" : "Designs"}</h2>}
      <div class="designs">
        {others.map((one) => (
          <Framework key={one.id} framework={one} />
        ))}
      </div>
    </div>
  );
}
