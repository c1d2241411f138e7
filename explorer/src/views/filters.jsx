// The filters: a group of checkboxes for each facet, with counts.

import { useState } from "preact/hooks";

import { FACETS, facet } from "../facets.js";
import { go } from "../navigate.js";
import { memo } from "../memo.js";
import { format, parse, toggled, withFilters } from "../state.js";
import { term } from "../words.js";
import { Dot } from "./parts.jsx";

// So many values stand in a group at once; the rest unfolds.
const MOST = 12;

const toggle = (one, value) => go(format(toggled(parse(location.hash), one.key, value)), "stay");

function Value({ one, value, count, isSet }) {
  const meaning = one.vocabulary && term(one.vocabulary, value)?.definition;
  return (
    <label class={`value ${count ? "" : "zero"}`} data-tip={meaning || undefined}>
      <input
        type="checkbox"
        checked={isSet}
        onChange={() => toggle(one, value)}
      />
      {one.key === "layer" && <Dot layer={value} />}
      <span class="name">{one.show(value)}</span>
      <span class="count">{count}</span>
    </label>
  );
}

// Most counts stay as they are when a filter is set.
const MemoValue = memo(Value, (one, other) => one.count === other.count && one.isSet === other.isSet);

function Group({ state, one, counts }) {
  const [isWhole, unfold] = useState(false);
  const set = state.filters[one.key] ?? [];
  if (!one.values.length) return null;
  const shown = isWhole || one.values.length <= MOST + 2 ? one.values : one.values.filter((value, place) => place < MOST || set.includes(value));
  return (
    <details class="facet" open={one.isOpen || set.length > 0}>
      <summary>
        {one.title}
        {set.length > 0 && <span class="badge">{set.length}</span>}
      </summary>
      <fieldset>
        <legend class="off-screen">{one.title}</legend>
        {shown.map((value) => (
          <MemoValue key={value} one={one} value={value} count={counts.get(value) ?? 0} isSet={set.includes(value)} />
        ))}
      </fieldset>
      {shown.length < one.values.length && (
        <button type="button" class="link" onClick={() => unfold(true)}>
          All {one.values.length}
        </button>
      )}
    </details>
  );
}

export function Filters({ state, counts }) {
  return FACETS.filter((one) => !one.isHidden).map((one) => <Group key={one.key} state={state} one={one} counts={counts[one.key]} />);
}

function Chip({ name, value, layer, to }) {
  return (
    <a class={`chip ${layer ? `layer-${layer}` : ""}`} href={to} data-stay="" aria-label={`${name} ${value}: remove this filter`}>
      <span class="muted">{name}</span> {value}{" "}
      <span aria-hidden="true" class="cross">
        ×
      </span>
    </a>
  );
}

/** What is set, each to be taken away by a click. */
export function Chips({ state, all }) {
  const chips = Object.entries(state.filters).flatMap(([key, values]) =>
    values.map((value) => (
      <Chip
        key={`${key} ${value}`}
        name={facet[key].title}
        value={facet[key].show(value)}
        layer={key === "layer" ? value : null}
        to={format(withFilters(state, { [key]: values.filter((one) => one !== value) }))}
      />
    )),
  );
  if (state.q) chips.unshift(<Chip key="q" name="Search" value={state.q} to={format({ ...state, q: "" })} />);
  if (!chips.length && !state.ask) return null;
  return (
    <p class="chips">
      {chips}
      <a href={all} data-stay="" class="clear">
        {chips.length ? "Clear all" : "All claims"}
      </a>
    </p>
  );
}
