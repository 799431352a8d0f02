import type { ComparisonSettings } from "../comparison-settings.js";
import { nominalLevel } from "./nominal-level.js";

/** The level of one look with which all looks of a comparison together have this one. */
export function levelAt({ looks }: ComparisonSettings, level: number): number {
  return looks ? nominalLevel(looks, level) : level;
}
