import { loadPackage } from "./load-package.js";

/** What core needs of the package that has the statistics. */
export interface Statistics {
  readonly stats: (
    csv: string,
    file: string,
    settings: { readonly paired: boolean; readonly problems: "fixed" | "population"; readonly difference?: number; readonly passAt?: number },
  ) => { readonly json: object; readonly text: string };
}

/** Imports the statistics of comparisons by name. Throws PLUGIN_NOT_FOUND or PLUGIN_FAILED. */
export function loadStatistics(): Promise<Statistics> {
  return loadPackage("@lode/compare", "the statistics");
}
