import { Type, type Static, type TObject, type TProperties, type TUnsafe } from "typebox";
import type { ColumnName } from "../contracts/batch.js";
import type { MetricDeclarations } from "../contracts/metrics.js";
import type { Aggregation } from "../math/aggregate.js";
import type { KlEstimator } from "../math/kl-estimator.js";
import type { PolicyLossOptions } from "../math/policy-loss.js";
import { options, variants } from "./options-schema.js";

const SHARES = ["token-mean", "sequence-mean", "sequence-sum"] as const;

/** `own` options beside `aggregation`, whose default is `first`; `maxTokens` exists only with "fixed-length". */
export function aggregationOptions<Own extends TProperties>(first: (typeof SHARES)[number], own: Own): TUnsafe<Aggregation & Static<TObject<Own>>> {
  const names = [first, ...SHARES.filter((name) => name !== first)];
  const fixed = options({
    aggregation: Type.Literal("fixed-length"),
    maxTokens: Type.Integer({ minimum: 1, description: "Divides every row's sum; the sampler's longest completion, say." }),
    ...own,
  });
  return Type.Unsafe(variants("aggregation", [...names.map((name) => options({ aggregation: Type.Literal(name), ...own })), fixed]));
}

/** The estimator of the KL to the reference; see `klEstimate`. */
export function klEstimatorOption(fallback: KlEstimator) {
  return Type.Union([Type.Literal("k1"), Type.Literal("k2"), Type.Literal("k3"), Type.Literal("abs")], {
    default: fallback,
    description: 'With d = log ref - log p: "k1" -d, "k2" d²/2, "k3" e^d - d - 1, "abs" |d|.',
  });
}

/** Penalties and correction that `policyLoss` adds to an objective's token loss. */
export const policyLossProperties = {
  klCoefficient: Type.Number({ minimum: 0, default: 0, description: "Weight of the KL to the reference in the loss; 0 needs no reference." }),
  klEstimator: klEstimatorOption("k3"),
  entropyCoefficient: Type.Number({ minimum: 0, default: 0, description: "Weight of the entropy bonus." }),
  correction: Type.Optional(
    Type.Object(
      {
        level: Type.Union([Type.Literal("token"), Type.Literal("sequence")], { description: "Of every token, or one weight for the tokens of a row." }),
        mode: Type.Union([Type.Literal("truncate"), Type.Literal("mask")], { description: "Weights above the cap become the cap, or 0." }),
        cap: Type.Number({ exclusiveMinimum: 0, description: "Largest importance weight." }),
      },
      { description: "Importance weights between the generating engine's log-probabilities and the trainer's." },
    ),
  ),
};

/** Bounds of PPO's clipped surrogate, as distances of the ratio from 1. */
export const clipProperties = {
  clipLow: Type.Number({ minimum: 0, maximum: 1, default: 0.2, description: "1 is no lower bound." }),
  clipHigh: Type.Number({ minimum: 0, default: 0.2 }),
  dualClip: Type.Optional(Type.Number({ exclusiveMinimum: 1, description: "Bound of the ratio where the advantage is negative; absent: none." })),
};

/** What `policyLoss` wants of the policy with these options. */
export function policyLossWants({ entropyCoefficient }: Pick<PolicyLossOptions, "entropyCoefficient">): readonly ("logprobs" | "entropy")[] {
  return entropyCoefficient > 0 ? ["logprobs", "entropy"] : ["logprobs"];
}

type PolicyLossColumn = "oldLogprobs" | "refLogprobs" | "samplerLogprobs";

/** The columns that an objective reads itself, and those that `policyLoss` needs with these options. */
export function policyLossNeeds<Own extends ColumnName>(...own: readonly Own[]) {
  return ({ klCoefficient, correction }: Pick<PolicyLossOptions, "klCoefficient" | "correction">): readonly (Own | PolicyLossColumn)[] => {
    const reference: readonly PolicyLossColumn[] = klCoefficient > 0 ? ["refLogprobs"] : [];
    const sampler: readonly PolicyLossColumn[] = correction ? ["oldLogprobs", "samplerLogprobs"] : [];
    return [...new Set([...own, ...reference, ...sampler])];
  };
}

/** The metric that `policyLoss` gives. */
export const klMetric: MetricDeclarations = {
  "objective/kl": {
    unit: "nats",
    reduction: "mean",
    meaning: "KL to the reference, mean over action tokens, without its coefficient; only with klCoefficient > 0",
  },
};

/** The metric of clipped objectives; `what` says which tokens count. */
export function clipFractionMetric(what: string): MetricDeclarations {
  return { "objective/clipFraction": { unit: "fraction", reduction: "mean", meaning: `share of action tokens ${what}` } };
}
