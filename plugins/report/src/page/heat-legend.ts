import { element } from "./element.js";
import { formatted } from "./formatted.js";
import { HEAT_LEVELS, heatScale } from "./heat-scale.js";

/** What the levels of a strip's heat stand for. */
export function heatLegend(name: string, values: readonly number[]): HTMLElement {
  const { top } = heatScale(values);
  const lowest = values.some((value) => value < 0) ? -HEAT_LEVELS : 0;
  const levels = Array.from({ length: HEAT_LEVELS - lowest + 1 }, (_, place) => lowest + place).filter((level) => level % 2 === 0);
  const swatches = levels.map((level) =>
    element("span", { class: "token", "data-heat": level }, formatted(Number(((top * level) / HEAT_LEVELS).toPrecision(2)))),
  );
  return element("p", { class: "legend" }, `${name}: `, ...swatches);
}
