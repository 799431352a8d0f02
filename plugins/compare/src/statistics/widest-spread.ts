import type { Spread } from "./spread.js";
import { studentTQuantile } from "./student-t-quantile.js";

/** A spread with the half width of the interval that it gives. */
export interface WidestSpread extends Spread {
  readonly halfWidth: number;
}

/**
 * Of several spreads the one whose t interval is widest: h = max t_{1 - level/2, ν}·SE. For M intervals that hold together, give level / M (Bonferroni).
 *
 * Throws a RangeError where there is none.
 */
export function widestSpread(spreads: readonly Spread[], level: number): WidestSpread {
  const widths = spreads.map((spread) => ({ ...spread, halfWidth: studentTQuantile(level, spread.degrees) * spread.standardError }));
  if (widths.length === 0) throw new RangeError("without a spread there is no interval");
  return widths.reduce((widest, spread) => (spread.halfWidth > widest.halfWidth ? spread : widest));
}
