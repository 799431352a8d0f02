/** Options as a recipe writes them. */
export type Fragment = Readonly<Record<string, unknown>>;

/** What becomes of options: losses, gradients, weights, rollouts, files. */
export type Observe = (fragment: Fragment) => Promise<unknown>;

/** Values of an option, each with an effect of its own; with `absent`, leaving it out has another one. */
export interface Values {
  readonly low: unknown;
  readonly high: unknown;
  readonly absent?: true;
}

/** Every value that the schema lists. */
export interface Listed {
  readonly listed: true;
}

type Row = (Values | Listed) & {
  /** Other options, without which this one has no effect. */
  readonly given?: Fragment;
};

/** How it is proven that an option changes something. */
export interface Proof {
  /** Whose option: "Objective ppo", or "recipe". */
  readonly owner: string;
  readonly option: string;
  /** Undefined where the schema lists them; an undefined one is left out. */
  readonly values: readonly unknown[] | undefined;
  readonly given: Fragment;
  readonly observe: Observe;
}

/** By option. */
export type Table = Readonly<Record<string, Row>>;

export const LISTED: Listed = { listed: true };

/** What is `given` to a whole table, a row may replace; a key that only another mode reads is left out. The owner's second word is the `use` of a component. */
export function proofs(owner: string, scenario: { readonly given?: Fragment; readonly observe: Observe }, table: Table): readonly Proof[] {
  const [, use] = owner.split(" ");
  return Object.entries(table).map(([option, row]) => ({
    ...{ owner, option, observe: scenario.observe },
    values: "listed" in row ? undefined : [row.low, row.high, ...(row.absent ? [undefined] : [])],
    given: { ...(use && { use }), ...scenario.given, ...row.given },
  }));
}
