import { Advantage } from "../contracts/advantage.js";
import { Objective } from "../contracts/objective.js";
import { RewardModel } from "../contracts/reward-model.js";
import { ValueModel } from "../contracts/value-model.js";
import { bindObjective } from "../trainer/bind-objective.js";
import { openCase, type ReplaySettings } from "./open-case.js";
import type { RecordedArrays } from "./recorded-arrays.js";
import type { Numbers, RecordedCase } from "./recorded-case.js";
import type { RecordedPolicy } from "./recorded-policy.js";

type Replay = (recorded: RecordedCase, arrays: RecordedArrays, settings: ReplaySettings) => Promise<Numbers>;

/** Recorded names of the terms of a loss, and of the metrics that are these terms, by objective. */
const TERMS: ReadonlyMap<unknown, Readonly<Record<string, string>>> = new Map([["oreal", { positive: "positive", negative: "negative", kl: "klTerm" }]]);

const START = { step: 1, of: 1 };

/** How a case of each kind is evaluated. */
export const REPLAY_KINDS: ReadonlyMap<string, Replay> = new Map<string, Replay>([
  ["advantage", replayAdvantage],
  ["kl", replayKl],
  ["reward", replayReward],
  ["value", replayValue],
  ["objective", replayObjective],
]);

function replayAdvantage(recorded: RecordedCase, arrays: RecordedArrays, settings: ReplaySettings): Promise<Numbers> {
  const fragments = { contract: Advantage, component: recorded.component, scores: "values" } as const;
  return openCase(fragments, arrays, settings, ({ component, needs }) => {
    const { advantages, returns } = component.estimate(arrays.batch(["rewards", "tokenRewards", ...needs]));
    return Promise.resolve({ advantages: arrays.nested(advantages), ...(returns && { returns: arrays.nested(returns) }) });
  });
}

/** The estimator that the reward shares with the losses, hence at coefficient 1: other options have no meaning here. */
function replayKl(recorded: RecordedCase, arrays: RecordedArrays, settings: ReplaySettings): Promise<Numbers> {
  const other = Object.keys(recorded.component).find((key) => !["use", "estimator"].includes(key));
  if (other !== undefined) throw new RangeError(`kind kl is the estimator alone: nothing reads "${other}"`);
  const component = { ...recorded.component, mode: "fixed", coefficient: 1 };
  return openCase({ contract: RewardModel, component, scores: "values" }, arrays, settings, async ({ component: model }) => {
    const { tokenRewards } = await model.reward(arrays.batch(["refLogprobs"], { oldLogprobs: arrays.tokens("logprobs") }));
    if (!tokenRewards) throw new RangeError("the component gives no rewards of tokens");
    return { perToken: arrays.nested(tokenRewards.map((reward) => -reward)) };
  });
}

function replayReward(recorded: RecordedCase, arrays: RecordedArrays, settings: ReplaySettings): Promise<Numbers> {
  const fragments = { contract: RewardModel, component: recorded.component, scores: "rmScores" } as const;
  return openCase(fragments, arrays, settings, async ({ component, needs }) => {
    const { rewards: penalties } = await component.reward(arrays.batch(needs));
    return { penalties: Array.from(penalties), rewards: arrays.rowNumbers("rewards").map((reward, row) => reward + penalties[row]) };
  });
}

function replayValue(recorded: RecordedCase, arrays: RecordedArrays, settings: ReplaySettings): Promise<Numbers> {
  const fragments = { contract: ValueModel, component: recorded.component, scores: "values" } as const;
  return openCase(fragments, arrays, settings, async ({ component, needs, policy }) => {
    await component.learn(arrays.batch(["returns", ...needs], { values: arrays.tokens("oldValues") }), START);
    return scalarLearnt(policy, arrays);
  });
}

function replayObjective(recorded: RecordedCase, arrays: RecordedArrays, settings: ReplaySettings): Promise<Numbers> {
  const fragments = { ...recorded, contract: Objective, scores: "rmScores" } as const;
  return openCase(fragments, arrays, settings, async ({ component: objective, rewardModel, policy }) => {
    const columns = [...objective.needs, ...(objective.accepts ?? [])];
    const weighing = rewardModel ? await weigh(rewardModel, policy, arrays) : undefined;
    if (weighing && !columns.includes("tokenWeights")) throw new RangeError('the objective reads no token weights: "rewardModel" would change nothing');
    const batch = arrays.batch(columns, weighing && { tokenWeights: weighing.tokenWeights });
    await policy.accumulate(batch, bindObjective(objective, objective.normalisers(batch)));
    return { ...objectiveNumbers(recorded, objective, arrays, policy), ...weighing?.numbers };
  });
}

function objectiveNumbers({ component }: RecordedCase, { wants }: Objective, arrays: RecordedArrays, policy: RecordedPolicy): Numbers {
  const { loss, metrics } = policy.learnt("logprobs", arrays.action.length);
  const gradient = (name: "logprobs" | "entropy") => arrays.nested(policy.learnt(name, arrays.action.length).gradient);
  const terms = Object.entries(TERMS.get(component.use) ?? {}).map(([term, metric]): [string, number] => [term, metrics[metric]]);
  const reported: Numbers = terms.length > 0 ? { terms: Object.fromEntries(terms) } : { metrics };
  return {
    ...{ loss, gradient: gradient("logprobs") },
    ...(wants.includes("entropy") && { entropyGradient: gradient("entropy") }),
    ...(Object.keys(metrics).length > 0 && reported),
  };
}

/** Token weights and, by one update of the reward model, its loss and gradient. The policy's loss reaches no score: weights are plain numbers. */
async function weigh(
  rewardModel: RewardModel,
  policy: RecordedPolicy,
  arrays: RecordedArrays,
): Promise<{ readonly tokenWeights: Float32Array; readonly numbers: Numbers }> {
  const batch = arrays.batch(["rewards"]);
  const tokenWeights = await rewardModel.weights?.(batch);
  if (!tokenWeights) throw new RangeError("the reward model gives no token weights");
  await rewardModel.learn?.(batch, START);
  const { loss, gradient } = scalarLearnt(policy, arrays);
  return { tokenWeights, numbers: { tokenWeights: arrays.nested(tokenWeights), rewardModelLoss: loss, rewardModelGradient: gradient } };
}

function scalarLearnt({ scalar }: RecordedPolicy, arrays: RecordedArrays) {
  if (!scalar) throw new RangeError("the component made no scalar model of the policy");
  const { loss, metrics, gradient } = scalar.learnt("scores", arrays.action.length);
  return { loss, metrics, gradient: arrays.nested(gradient) };
}
