import { printable } from "../plugin/printable.js";
import type { CloningPoint } from "../theory/clone.js";
import type { Theory } from "./theory.js";

/** Correct completions that are shown. */
const SHOWN = 6;

/** The curves of both claims for people. */
export function theoryText(found: Theory): string {
  const { problem, completions, passRate, groupSize } = found;
  const lines = [
    `${printable(problem.id)}, answer ${printable(problem.answer)}: ${completions} completions, of which the policy gives a correct one with p = ${passRate.toFixed(4)}`,
    ...["", ...claim1(found)],
    ...["", ...claim2(found)],
  ];
  return `${lines.join("\n")}\nK = ${groupSize} is the recipe's sampler.groupSize.\n`;
}

function claim1({ claim1: { curve, correct, cloning }, groupSize }: Theory): readonly string[] {
  return [
    "Claim 1: the best of N is the KL-regularised optimum, and cloning reaches it.",
    "     N      beta   P(correct) best of N   of the optimum   KL to the start   largest difference",
    ...curve.map(
      ({ n, beta, bestOfN, optimum, kl, largestDifference }) =>
        `${String(n).padStart(6)}${(beta === null ? "inf" : beta.toFixed(4)).padStart(10)}${bestOfN.toFixed(6).padStart(23)}${optimum.toFixed(6).padStart(17)}${Math.abs(kl).toFixed(4).padStart(18)}${largestDifference.toExponential(0).padStart(21)}`,
    ),
    "",
    `Shares among correct completions (N = ${groupSize}): reweighting leaves them as they are.`,
    "  completion        at the start   of the optimum   of best of N",
    ...correct
      .slice(0, SHOWN)
      .map(
        ({ text, initial, optimum, bestOfN }) =>
          `  ${JSON.stringify(text).padEnd(14)}${initial.toFixed(6).padStart(16)}${optimum.toFixed(6).padStart(17)}${bestOfN.toFixed(6).padStart(15)}`,
      ),
    "",
    ...cloned(`Cloning the output of best of ${groupSize} by its exact gradient`, cloning.bestOfN),
    ...["", ...cloned("Cloning its positives alone: to the start given correct, the limit beta = 0", cloning.positives)],
  ];
}

function cloned(title: string, points: readonly CloningPoint[]): readonly string[] {
  return [
    `${title}.`,
    "  step   KL(target, policy)   P(correct)   largest change of a share among correct",
    ...points.map(
      ({ step, kl, correct, innerDifference }) =>
        `${String(step).padStart(6)}${kl.toFixed(6).padStart(21)}${correct.toFixed(4).padStart(13)}${innerDifference.toFixed(4).padStart(42)}`,
    ),
  ];
}

function claim2({ claim2: { curve, groups }, groupSize }: Theory): readonly string[] {
  const measured = ({ mean, standardError }: { readonly mean: number; readonly standardError: number }): string =>
    `${mean.toFixed(3).padStart(9)} ± ${standardError.toFixed(3)}`;
  return [
    `Claim 2: the weight on E+ of a prompt with pass rate p, K = ${groupSize}.`,
    "                       one of each                 the recipe's components, measured",
    "     p       2p   reshaped   unreshaped      all rollouts, mean    kept rollouts, sum",
    ...curve.map(
      ({ p, unbiased, reshaped, unreshaped, measuredAll, measuredSelected }) =>
        `${p.toFixed(2).padStart(6)}${unbiased.toFixed(3).padStart(9)}${reshaped.toFixed(3).padStart(11)}${unreshaped.toFixed(3).padStart(13)}${measured(measuredAll).padStart(24)}${measured(measuredSelected).padStart(22)}`,
    ),
    `E+ is the expected score function of correct completions. ${groups} simulated groups a row; ± is a standard error.`,
  ];
}
