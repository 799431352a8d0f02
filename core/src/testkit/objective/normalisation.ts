import type { Batch } from "../../contracts/batch.js";
import { completeOptions } from "../complete-options.js";
import { demand, fail } from "../demand.js";
import { evaluate } from "./evaluate.js";
import type { Normalisation, ObjectiveSubject } from "./objective-subject.js";
import { AGGREGATIONS, tokenShares } from "./token-shares.js";
import { uniformCase } from "./uniform-case.js";

const COUNTS = [3, 1, 2];
const REMEDY = "Mend `normalisers` or what the loss divides by, or state in `explain` (or in the suite's `normalisation`) what is really done";

/**
 * The normalisation that the objective states is the one that is measured: in a batch whose tokens are all alike, a token's gradient, over that in a batch of
 * this one token, is what the sum over tokens is multiplied by. An objective that states nothing must have one of core's aggregations.
 */
export async function isNormalisedAsStated(subject: ObjectiveSubject): Promise<void> {
  const measured = await measuredShares(subject);
  const stated = statedNormalisation(subject);
  const fitting = AGGREGATIONS.filter((aggregation) => agree(measured, relativeShares(subject, aggregation)));
  if (stated === undefined) {
    demand(fitting.length > 0, `The normalisation is none of ${AGGREGATIONS.join(", ")}: tokens weigh ${listed(measured)}`, `${REMEDY}.`);
    return;
  }
  if (agree(measured, relativeShares(subject, stated))) return;
  const words = typeof stated === "string" ? stated : "the function that the suite was given";
  const found = fitting.length > 0 ? fitting.join(" or ") : "none of core's aggregations";
  fail(`The stated normalisation is ${words}, the measured one is ${found}: tokens weigh ${listed(measured)}`, `${REMEDY}.`);
}

/** What every token's loss is multiplied by, [B,T]: as the objective states it or, where it states nothing, as it is measured. */
export async function sharesOfTokens(subject: ObjectiveSubject, batch: Batch): Promise<ArrayLike<number>> {
  const measured = await measuredShares(subject);
  const how = statedNormalisation(subject) ?? AGGREGATIONS.find((aggregation) => agree(measured, relativeShares(subject, aggregation)));
  return how === undefined ? fail("The normalisation is none of core's aggregations", `${REMEDY}.`) : sharesOf(subject, batch, how);
}

/** The suite's own statement, or the one aggregation that `explain` names. */
function statedNormalisation(subject: ObjectiveSubject): Normalisation | undefined {
  const lines = subject.component.explain?.(completeOptions(subject) as never) ?? [];
  const named = AGGREGATIONS.filter((aggregation) => lines.some((line) => line.includes(aggregation)));
  return subject.normalisation ?? (named.length === 1 ? named[0] : undefined);
}

function sharesOf(subject: ObjectiveSubject, batch: Batch, how: Normalisation): ArrayLike<number> {
  const { maxTokens } = completeOptions(subject);
  return typeof how === "function" ? how(batch) : tokenShares(batch, how, typeof maxTokens === "number" ? maxTokens : 1);
}

async function measuredShares(subject: ObjectiveSubject): Promise<readonly number[]> {
  const [many, single] = [uniformCase(COUNTS), uniformCase([1])];
  const slopes = async (example: typeof many): Promise<readonly number[]> => {
    const [gradient] = Object.values((await evaluate(subject, example)).gradients);
    return Array.from(gradient).filter((_, place) => example.batch.action[place] === 1);
  };
  const [alone] = await slopes(single);
  demand(
    alone !== 0,
    "A token with advantage and reward 1 gets no gradient where all policies agree, so the normalisation cannot be measured",
    "Mend the loss.",
  );
  return (await slopes(many)).map((slope) => slope / alone);
}

function relativeShares(subject: ObjectiveSubject, how: Normalisation): readonly number[] {
  const shares = (counts: readonly number[]): readonly number[] => {
    const { batch } = uniformCase(counts);
    return Array.from(sharesOf(subject, batch, how)).filter((_, place) => batch.action[place] === 1);
  };
  const [alone] = shares([1]);
  return shares(COUNTS).map((share) => share / alone);
}

function agree(found: readonly number[], expected: readonly number[]): boolean {
  return found.every((share, place) => Math.abs(share - expected[place]) <= 1e-4 * expected[place]);
}

function listed(shares: readonly number[]): string {
  return `${shares.map((share) => Number(share.toPrecision(3))).join(", ")} (in rows of ${COUNTS.join(", ")} tokens, relative to a token that is alone)`;
}
