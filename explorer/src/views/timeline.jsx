// When claims were said: a row for each layer, a column for each month in which something was said. Months in which nothing was said are
// a gap, and say how many they are. A bar stands for claims of which only the month is known, a circle for those of a day.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { facet } from "../facets.js";
import { daysIn, shortMonth, spelt } from "../dates.js";
import { inOrder } from "../search.js";
import { format, withFilters } from "../state.js";
import { data, label, plural } from "../words.js";
import { layerClass } from "./parts.jsx";

const ROW = 38;
const TOUCH = 44;
const HEAD = 44;
const GAP = 30;

/** How far circles of a month stand apart, and from its start and end; under a finger each has a square of its own, its count included. */
const BY_MOUSE = { apart: 25, before: 8, after: 22 };
const BY_TOUCH = { apart: TOUCH, before: 14, after: 34 };

const monthNumber = (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The months with claims, with the days known in each, and before each how many months without any. */
function columns() {
  const days = new Map();
  for (const date of facet.date.values) {
    if (date.length < 7) continue;
    const month = date.slice(0, 7);
    if (!days.has(month)) days.set(month, new Set());
    if (date.length > 7) days.get(month).add(Number(date.slice(8)));
  }
  const months = [...days.keys()].sort();
  return months.map((month, place) => ({
    month,
    days: [...days.get(month)].sort((a, b) => a - b),
    gap: place ? monthNumber(month) - monthNumber(months[place - 1]) - 1 : 0,
  }));
}

/** Where each month and each day stands, on this width, or on more where a finger needs it. */
function placed(list, left, width, spacing) {
  const room = width - left - GAP * list.filter((one) => one.gap).length;
  const weight = (one) => Math.max(1, one.days.length * 0.62);
  const unit = room / list.reduce((sum, one) => sum + weight(one), 0);
  const least = (one) => (spacing === BY_TOUCH ? spacing.before + spacing.after + spacing.apart * Math.max(0, one.days.length - 1) : 0);
  let x = left;
  return list.map((one) => {
    if (one.gap) x += GAP;
    const span = Math.max(unit * weight(one), least(one));
    const of = { ...one, x, width: span, day: apart(one, x, span, spacing) };
    x += span;
    return of;
  });
}

/** The places of days in their month, moved so far apart that their counts can be read. */
function apart({ month, days }, x, span, spacing) {
  const { before, after } = spacing;
  const length = daysIn(...month.split("-").map(Number));
  const least = Math.min(spacing.apart, (span - before - after) / Math.max(1, days.length - 1));
  const end = x + span - after;
  const places = days.map((day) => x + before + ((day - 0.5) / length) * (span - before - after));
  for (let i = 1; i < places.length; i += 1) places[i] = Math.max(places[i], places[i - 1] + least);
  const over = places.length ? places.at(-1) - end : 0;
  for (let i = places.length - 1, most = end; over > 0 && i >= 0; i -= 1, most -= least) places[i] = Math.min(places[i], most);
  return new Map(days.map((day, place) => [day, places[place]]));
}

const pad = (day) => String(day).padStart(2, "0");

function Mark({ state, date, layer, count, children }) {
  const set = state.filters.date ?? [];
  const layers = state.filters.layer ?? [];
  const isSet = set.length === 1 && set[0] === date && layers.length === 1 && layers[0] === layer;
  const isIn = (!set.length || set.includes(date)) && (!layers.length || layers.includes(layer));
  const to = format(withFilters(state, isSet ? { date: [], layer: [] } : { date: [date], layer: [layer] }));
  const precision = date.length === 7 ? ", day not known" : "";
  return (
    <a
      href={to}
      data-stay=""
      class={`mark ${layerClass(layer)} ${isIn ? "" : "out"}`}
      aria-current={isSet ? "true" : undefined}
      aria-label={`${spelt(date)}${precision}, ${label("layer", layer)}: ${plural(count, "claim")}`}
    >
      {children}
    </a>
  );
}

function Heads({ list, height }) {
  return list.map((one) => {
    const [year, month] = one.month.split("-").map(Number);
    return (
      <g key={one.month}>
        <line class="rule" x1={one.x} x2={one.x} y1={6} y2={height} />
        <line class="rule" x1={one.x + one.width} x2={one.x + one.width} y1={6} y2={height} />
        {one.gap > 0 && (
          <g class="gap">
            <rect x={one.x - GAP + 3} y={HEAD - 2} width={GAP - 6} height={height - HEAD + 2} />
            <text x={one.x - GAP / 2} y={HEAD + (height - HEAD) / 2} transform={`rotate(-90 ${one.x - GAP / 2} ${HEAD + (height - HEAD) / 2})`}>
              {one.gap === 1 ? "one month without claims" : `${one.gap} months without claims`}
            </text>
          </g>
        )}
        <text x={one.x + 5} y={16}>
          {shortMonth(month)} {one.width > 62 ? year : `’${String(year).slice(2)}`}
        </text>
        {[...one.day].map(([day, x]) => (
          <g key={day}>
            <line class="day" x1={x} x2={x} y1={HEAD - 6} y2={height} />
            <text class="day-name" x={x} y={33}>
              {day}
            </text>
          </g>
        ))}
      </g>
    );
  });
}

export function Timeline({ state, claims }) {
  const box = useRef();
  const [width, setWidth] = useState(480);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.max(280, box.current.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const layers = facet.layer.values;
  // A finger needs 44 pixels, for a bar and for each of the circles below it. Names of layers stand above their rows then.
  const isTouched = width < 440 || matchMedia("(pointer: coarse)").matches;
  const row = isTouched ? 16 + 2 * TOUCH : ROW;
  const list = placed(columns(), isTouched ? 1 : 104, width - 2, isTouched ? BY_TOUCH : BY_MOUSE);
  if (!list.length) return null;
  const height = HEAD + layers.length * row;
  const whole = Math.max(width, Math.ceil(list.at(-1).x + list.at(-1).width) + 1);
  const topOf = (place) => HEAD + place * row + (isTouched ? 16 : 0);
  const counts = new Map();
  for (const claim of claims) {
    const key = `${claim.layer} ${claim.stated_on}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const radius = (count) => 3.5 + 4.5 * Math.sqrt(count / most);
  const occasions = data.occasions.filter((one) => list.some((column) => one.held_on.startsWith(`${column.month}-`))).sort((a, b) => inOrder(a.held_on, b.held_on));
  return (
    <section class="timeline" ref={box} aria-label="When it was said">
      <h2>
        When it was said <small>bar: only the month is known; circle: the day</small>
      </h2>
      <div class="lanes">
        <div class="scroll" tabIndex={whole > width ? 0 : undefined} role={whole > width ? "region" : undefined} aria-label={whole > width ? "Claims by month and day" : undefined}>
          <svg width={whole} height={height} viewBox={`0 0 ${whole} ${height}`}>
            <Heads list={list} height={height} />
            {layers.map((layer, place) => {
              const top = topOf(place);
              const bar = isTouched ? top + 14 : top + 4;
              const middle = isTouched ? top + TOUCH + 22 : top + 28;
              return (
                <g key={layer} class={layerClass(layer)}>
                  <line class="rule" x1={0} x2={whole} y1={HEAD + (place + 1) * row} y2={HEAD + (place + 1) * row} />
                  {list.map((one) => {
                    const count = counts.get(`${layer} ${one.month}`) ?? 0;
                    return (
                      count > 0 && (
                        <Mark key={one.month} state={state} date={one.month} layer={layer} count={count}>
                          {isTouched && <rect class="hit" x={one.x} y={top} width={one.width} height={TOUCH} />}
                          <rect class="month" x={one.x + 3} y={bar} width={one.width - 6} height={14} rx={2} />
                          <text x={one.x + 8} y={bar + 11}>
                            {count}
                          </text>
                        </Mark>
                      )
                    );
                  })}
                  {list.flatMap((one) =>
                    [...one.day].map(([day, x]) => {
                      const date = `${one.month}-${pad(day)}`;
                      const count = counts.get(`${layer} ${date}`) ?? 0;
                      return (
                        count > 0 && (
                          <Mark key={date} state={state} date={date} layer={layer} count={count}>
                            {isTouched && <rect class="hit" x={x - 11} y={top + TOUCH} width={TOUCH} height={TOUCH} />}
                            <circle cx={x} cy={middle} r={radius(count)} />
                            <text x={x + radius(count) + 2} y={middle + 4}>
                              {count}
                            </text>
                          </Mark>
                        )
                      );
                    }),
                  )}
                </g>
              );
            })}
          </svg>
        </div>
        <svg class="layer-names" width={width} height={height}>
          {layers.map((layer, place) => (
            <text key={layer} x={0} y={isTouched ? topOf(place) - 2 : topOf(place) + 22}>
              {label("layer", layer)}
            </text>
          ))}
        </svg>
      </div>
      <ul class="occasions">
        {occasions.map((one) => (
          <li key={one.id}>
            <b>{spelt(one.held_on)}</b> {one.title}
          </li>
        ))}
      </ul>
    </section>
  );
}
