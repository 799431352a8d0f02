import util from "node:util";

/** Functions that tfjs-node calls: Node warns of them from version 22 on, and has taken away some since. */
const REMOVED: Readonly<Record<string, (value: unknown) => boolean>> = {
  isArray: Array.isArray,
  isNullOrUndefined: (value) => value === null || value === undefined,
};

/** Puts back what this version of Node lacks of them, and puts the same without a warning in the place of what it has. */
export function restoreRemovedFunctions(target: Record<string, unknown> = util): void {
  Object.assign(target, REMOVED);
}
