import { aggregationInWords } from "./aggregation-in-words.js";
import type { Correction } from "./correction-weights.js";
import type { PolicyLossOptions } from "./policy-loss.js";

/** Lines of `lode check` for an objective that `policyLoss` computes: the formula, its normalisation, where KL enters, the correction. `l` is the token loss in symbols. */
export function policyLossInWords(l: string, options: PolicyLossOptions): readonly string[] {
  const { klCoefficient, klEstimator, entropyCoefficient, correction } = options;
  const inner = `${correction ? "w·l" : "l"}${klCoefficient > 0 ? ` + ${klCoefficient}·kl` : ""}`;
  const entropy = entropyCoefficient > 0 ? ` - ${entropyCoefficient}·agg(entropy)` : "";
  const kl =
    klCoefficient > 0
      ? `KL: ${klEstimator} of every action token against the reference, inside agg, with gradient, never multiplied by a ratio or by w.`
      : "KL: none in the loss.";
  return [
    `Objective: loss = agg(${inner})${entropy}, l = ${l}.`,
    `Normalisation: ${aggregationInWords(options)}.`,
    kl,
    ...(correction ? [`Correction: ${correctionInWords(correction)}; w is a constant and changes no normaliser.`] : []),
  ];
}

function correctionInWords({ level, mode, cap }: Correction): string {
  const q = level === "token" ? "exp(log old - log sampler) of the token" : "exp of the row's sum of log old - log sampler";
  const w = mode === "truncate" ? `min(q, ${cap})` : `q where q <= ${cap}, else 0`;
  return `w = ${w}, q = ${q}`;
}
