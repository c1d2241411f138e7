// How many claims there are of each commitment in each layer: cells are links.

import { facet } from "../facets.js";
import { format, withFilters } from "../state.js";
import { label, plural, term } from "../words.js";
import { layerClass } from "./parts.jsx";

const STEPS = 5;

/** The step of a colour scale on which the square root of a count stands. */
const step = (count, most) => Math.min(STEPS, Math.max(1, Math.ceil((Math.sqrt(count) / Math.sqrt(most || 1)) * STEPS)));

export function Matrix({ state, claims }) {
  const layers = facet.layer.values;
  const types = facet.type.values;
  const count = new Map();
  const add = (key) => count.set(key, (count.get(key) ?? 0) + 1);
  for (const claim of claims) {
    for (const key of [`${claim.commitment_type} ${claim.layer}`, `${claim.commitment_type} `, ` ${claim.layer}`, " "]) add(key);
  }
  const of = (type, layer) => count.get(`${type} ${layer}`) ?? 0;
  const most = Math.max(...types.filter((type) => type !== "general").flatMap((type) => layers.map((layer) => of(type, layer))), 1);
  const [setLayers, setTypes] = [state.filters.layer ?? [], state.filters.type ?? []];
  const isSet = (type, layer) => setTypes.length === (type ? 1 : 0) && setLayers.length === (layer ? 1 : 0) && (!type || setTypes[0] === type) && (!layer || setLayers[0] === layer);
  const isIn = (type, layer) => (!setTypes.length || setTypes.includes(type)) && (!setLayers.length || setLayers.includes(layer));
  const isNarrowed = setLayers.length + setTypes.length > 0;
  const to = (type, layer) => {
    const clears = isSet(type, layer) && (type || layer);
    return format(withFilters(state, { type: type && !clears ? [type] : [], layer: layer && !clears ? [layer] : [] }));
  };
  const link = (type, layer, text, says) => (
    <a href={to(type, layer)} data-stay="" aria-current={isSet(type, layer) && (type || layer) ? "true" : undefined} aria-label={says}>
      {text}
    </a>
  );
  const cell = (type, layer) => {
    const here = of(type, layer);
    const tint = !here ? "" : isIn(type, layer) ? `step-${step(here, most)}` : "step-out";
    const says = `${here} ${label("commitment_type", type)}, ${label("layer", layer)}: ${plural(here, "claim")}`;
    return (
      <td key={layer} class={`${layerClass(layer)} ${tint} ${isNarrowed && here && isIn(type, layer) ? "strong" : ""}`}>
        {here ? link(type, layer, here, says) : null}
      </td>
    );
  };
  return (
    <section class="matrix" aria-label="By commitment and layer">
      <h2>By commitment and layer</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label="Table of claims by commitment and layer">
        <table>
          <thead>
            <tr>
              <td />
              {layers.map((layer) => (
                <th key={layer} scope="col" class={layerClass(layer)} data-tip={term("layer", layer).definition}>
                  <div>{link(null, layer, label("layer", layer))}</div>
                </th>
              ))}
              <th scope="col" class="all">
                <div>All</div>
              </th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <tr key={type}>
                <th scope="row" data-tip={term("commitment_type", type).definition}>
                  {link(type, null, label("commitment_type", type))}
                </th>
                {layers.map((layer) => cell(type, layer))}
                <td class="sum">{of(type, "") || 0}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">All</th>
              {layers.map((layer) => (
                <td key={layer} class="sum">
                  {of("", layer)}
                </td>
              ))}
              <td class="sum">{of("", "")}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
