import { comparisonJson } from "./comparison-json.js";
import type { ComparisonSettings } from "./comparison-settings.js";
import { comparisonText } from "./comparison-text.js";
import { compareScores } from "./compare-scores.js";

/** A comparison as the object of `--json` and as text for people. */
export interface Stats {
  readonly json: object;
  readonly text: string;
}

/**
 * What the command `lode stats` says of a CSV of judged answers. Throws DATA_INVALID, with file and line, for scores that cannot be compared.
 * @param file the name of the CSV, for messages
 */
export function stats(csv: string, file: string, settings: ComparisonSettings): Stats {
  const comparison = compareScores(csv, file, settings);
  return { json: comparisonJson(comparison), text: comparisonText(comparison) };
}
