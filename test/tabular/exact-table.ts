import { END, A, B, MAX_TOKENS, PROMPT } from "./tabular-fixture.js";

/** Logits of the tokens end, a and b after each context: an implementation of the table that shares nothing with the plugin's. */
export type ExactTable = Readonly<Record<string, readonly [number, number, number]>>;

export const TOKENS: readonly number[] = [END, A, B];

/** Every context in which the policy chooses a token. */
export function contexts(): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [PROMPT];
  for (const context of found) if (context.length < PROMPT.length + MAX_TOKENS - 1) found.push([...context, A], [...context, B]);
  return found;
}

export function probabilityOf(table: ExactTable, context: readonly number[], token: number, temperature = 1): number {
  const weights = table[context.join()].map((logit) => Math.exp(logit / temperature));
  return weights[TOKENS.indexOf(token)] / (weights[0] + weights[1] + weights[2]);
}

export function entropyOf(table: ExactTable, context: readonly number[], temperature = 1): number {
  return -TOKENS.map((token) => probabilityOf(table, context, token, temperature)).reduce((sum, p) => sum + p * Math.log(p), 0);
}

/** E[reward of the completion | its beginning], by recursion over all that may follow. */
export function valueOf(table: ExactTable, beginning: readonly number[], reward: (completion: readonly number[]) => number): number {
  if (beginning.length === MAX_TOKENS || beginning.at(-1) === END) return reward(beginning);
  return TOKENS.reduce((sum, token) => sum + probabilityOf(table, [...PROMPT, ...beginning], token) * valueOf(table, [...beginning, token], reward), 0);
}

/** The state in which a tabular policy holds this table. */
export function stateOf(table: ExactTable): { readonly json: unknown } {
  const rows = contexts().map((context) => [context, [0, ...table[context.join()]]]);
  return { json: { version: 0, present: rows, published: rows } };
}

/** The table with one logit changed. */
export function shifted(table: ExactTable, context: readonly number[], token: number, by: number): ExactTable {
  const logits = table[context.join()].map((logit, place) => (TOKENS[place] === token ? logit + by : logit));
  return { ...table, [context.join()]: logits as unknown as readonly [number, number, number] };
}
