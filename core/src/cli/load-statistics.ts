import { UserError } from "../contracts/user-error.js";

/** What core needs of the package that has the statistics. */
export interface Statistics {
  readonly stats: (
    csv: string,
    file: string,
    settings: { readonly paired: boolean; readonly problems: "fixed" | "population"; readonly difference?: number },
  ) => { readonly json: object; readonly text: string };
}

/** Core does not depend on it: only those who compare install it. */
const PACKAGE: string = "@lode/compare";

/** Imports the statistics of comparisons by name. Throws PLUGIN_NOT_FOUND where they are not installed, PLUGIN_FAILED where they cannot be imported. */
export async function loadStatistics(): Promise<Statistics> {
  try {
    return (await import(PACKAGE)) as Statistics;
  } catch (cause) {
    const { message, code } = cause as { message: string; code?: string };
    const place = { component: PACKAGE };
    if (code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${PACKAGE}'`)) {
      throw new UserError("PLUGIN_NOT_FOUND", `${PACKAGE}, which has the statistics, is not installed`, {
        place,
        remedy: `Install it: npm install ${PACKAGE}`,
        cause,
      });
    }
    throw new UserError("PLUGIN_FAILED", `${PACKAGE} cannot be imported: ${message.split("\n")[0]}`, {
      place,
      remedy: `Install it again: npm install ${PACKAGE}`,
      cause,
    });
  }
}
