import type { RolloutRecord } from "@lode/core";
import type { ShownRollout } from "../data/shown-rollout.js";
import { tokenPieces } from "./token-pieces.js";

export type Decode = (tokens: readonly number[]) => string;

/** What a page shows of a recorded rollout. Its tokens begin with the first that the policy chose. */
export function shownRollout(record: RolloutRecord, decode: Decode | undefined): ShownRollout {
  const { problem, sample, prompt, answer, text, stop, verdict, selected } = record;
  const start = record.action.indexOf(1);
  const completion = (column: readonly number[] | undefined): readonly number[] | undefined =>
    column === undefined || start === -1 ? undefined : column.slice(start).map(rounded);
  const advantages = completion(record.advantage);
  return {
    ...{ problem, sample, prompt, answer, text, stop, verdict, selected },
    reward: record.reward === undefined ? undefined : rounded(record.reward),
    advantage: advantages && rounded(actionMean(advantages, record.action.slice(start))),
    pieces: decode && start !== -1 ? tokenPieces(record.tokens.slice(start), decode) : undefined,
    weights: completion(record.tokenWeights),
    logprobs: completion(record.logprobs),
    advantages: advantages?.every((value) => value === advantages[0]) ? undefined : advantages,
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

/** Mean over the tokens that the policy chose. */
function actionMean(column: readonly number[], action: readonly number[]): number {
  const count = action.reduce((sum, chosen) => sum + chosen, 0);
  return column.reduce((sum, value, place) => sum + value * action[place], 0) / count;
}
