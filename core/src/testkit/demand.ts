/** Fails a check with an Error. `wrong` says what is the case and what was expected, `remedy` what to do. */
export function fail(wrong: string, remedy: string): never {
  throw new Error(`${wrong}. ${remedy}`);
}

/** Fails unless something holds. */
export function demand(holds: boolean, wrong: string, remedy: string): asserts holds {
  if (!holds) fail(wrong, remedy);
}
