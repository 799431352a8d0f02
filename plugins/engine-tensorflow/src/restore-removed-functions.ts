import util from "node:util";

/** Functions that tfjs-node calls and that Node took away in version 23. */
const REMOVED: Readonly<Record<string, (value: unknown) => boolean>> = {
  isArray: Array.isArray,
  isNullOrUndefined: (value) => value === null || value === undefined,
};

/** Puts back what this version of Node lacks of them; leaves alone what is there. */
export function restoreRemovedFunctions(target: Record<string, unknown> = util): void {
  for (const [name, check] of Object.entries(REMOVED)) target[name] ??= check;
}
