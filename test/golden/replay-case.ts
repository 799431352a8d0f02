import {
  Advantage,
  cotangents,
  Objective,
  RewardModel,
  ValueModel,
  type Batch,
  type ComponentDefinition,
  type Contract,
  type Cotangents,
  type Outputs,
} from "@lode/core";
import { bindLoss } from "./bind-loss.js";
import { construct } from "./construct.js";
import { bareBatch, goldenInputs, nested, type Fragment, type GoldenCase, type GoldenFile, type GoldenInputs, type Numbers } from "./golden-case.js";
import { resolveFragment } from "./resolve-fragment.js";
import { ScriptedPolicy } from "./scripted-policy.js";

type Components = readonly ComponentDefinition[];

/** Evaluates one golden case under the component that it names, from batch, inputs and options alone. Throws for what is not understood. */
export async function replayCase(file: GoldenFile, golden: GoldenCase, components: Components): Promise<Numbers> {
  const inputs = goldenInputs(file, golden);
  const replay = REPLAYS[golden.kind];
  if (!replay) throw new Error(`unknown kind ${golden.kind}`);
  return replay(inputs, golden, components);
}

type Replay = (inputs: GoldenInputs, golden: GoldenCase, components: Components) => Promise<Numbers>;

const REPLAYS: Readonly<Record<string, Replay | undefined>> = {
  advantage: async (inputs, { component }, components) => {
    const estimator = create(find(components, Advantage, component), component);
    const batch = { ...bareBatch(inputs), rewards: inputs.array("rewards"), values: inputs.array("values") };
    const { advantages, returns } = estimator.estimate(batch);
    return { advantages: nested(advantages, inputs), ...(returns && { returns: nested(returns, inputs) }) };
  },

  kl: async (inputs, { component }, components) => {
    const model = create(find(components, RewardModel, component), { ...component, mode: "fixed", coefficient: 1 });
    const batch = { ...bareBatch(inputs), oldLogprobs: inputs.array("logprobs"), refLogprobs: inputs.array("refLogprobs") };
    const { tokenRewards } = await model.reward(batch);
    return {
      perToken: nested(
        (tokenRewards ?? new Float32Array()).map((reward) => -reward),
        inputs,
      ),
    };
  },

  reward: async (inputs, { component }, components) => {
    const { rewards: penalties } = await create(find(components, RewardModel, component), component).reward(bareBatch(inputs));
    return { penalties: [...penalties], rewards: Array.from(inputs.array("rewards"), (reward, row) => reward + penalties[row]) };
  },

  value: async (inputs, { component }, components) => {
    const policy = new ScriptedPolicy(inputs.array("values"));
    const critic = create(find(components, ValueModel, component), component, policy);
    await critic.start?.();
    await critic.learn({ ...bareBatch(inputs), values: inputs.array("oldValues"), returns: inputs.array("returns") }, { step: 1, of: 1 });
    const [{ loss, gradients, metrics }] = policy.learnt;
    return { loss, gradient: nested(gradients.scores ?? new Float32Array(), inputs), metrics };
  },

  objective: async (inputs, { component, rewardModel }, components) => {
    const weighing = rewardModel ? await weigh(inputs, rewardModel, components) : undefined;
    const { loss, gradients, metrics } = await differentiate(inputs, create(find(components, Objective, component), component), weighing?.tokenWeights);
    const reported: Numbers = component.use === "oreal" ? { terms: metrics } : Object.keys(metrics).length > 0 ? { metrics } : {};
    const entropy: Numbers = gradients.entropy ? { entropyGradient: nested(gradients.entropy, inputs) } : {};
    return { loss, gradient: nested(gradients.logprobs ?? new Float32Array(), inputs), ...entropy, ...reported, ...weighing?.numbers };
  },
};

async function differentiate(inputs: GoldenInputs, objective: Objective, tokenWeights?: Float32Array): Promise<Cotangents> {
  const advantages = inputs.array("advantages");
  const batch: Batch = {
    ...bareBatch(inputs),
    rewards: inputs.array("rewards"),
    advantages: Float32Array.from(inputs.action, (_, place) => advantages[Math.floor(place / inputs.length)]),
    oldLogprobs: inputs.array("oldLogprobs"),
    refLogprobs: inputs.array("refLogprobs"),
    samplerLogprobs: inputs.array("samplerLogprobs"),
    tokenWeights,
  };
  const outputs: Outputs = { logprobs: inputs.array("logprobs"), entropy: inputs.array("entropies") };
  return cotangents(bindLoss(objective, batch), outputs, batch);
}

/** Token weights and, by one update of the reward model, its loss and gradient. The policy's loss reaches no score: weights are plain numbers. */
async function weigh(inputs: GoldenInputs, fragment: Fragment, components: Components): Promise<{ tokenWeights: Float32Array; numbers: Numbers }> {
  const policy = new ScriptedPolicy(inputs.array("rmScores"));
  const model = create(find(components, RewardModel, fragment), fragment, policy);
  await model.start?.();
  const batch = { ...bareBatch(inputs), rewards: inputs.array("rewards") };
  const tokenWeights = (await model.weights?.(batch)) ?? new Float32Array();
  await model.learn?.(batch, { step: 1, of: 1 });
  const [{ loss, gradients }] = policy.learnt;
  const rewardModelGradient = nested(gradients.scores ?? new Float32Array(), inputs);
  return { tokenWeights, numbers: { tokenWeights: nested(tokenWeights, inputs), rewardModelLoss: loss, rewardModelGradient } };
}

function find<T>(components: Components, contract: Contract<T>, { use }: Fragment): ComponentDefinition<T> {
  const found = components.find((definition) => definition.contract === contract && definition.use === use);
  if (!found) throw new Error(`unknown component ${use}`);
  return found as ComponentDefinition<T>;
}

function create<T>(definition: ComponentDefinition<T>, { use: _, ...given }: Fragment, policy?: ScriptedPolicy): ReturnType<typeof construct<T>> {
  const options = resolveFragment(definition, given);
  return policy ? construct(definition, policy.asPolicy(), { ...(options as object), reward: NO_REWARD }) : construct(definition, options);
}

/** Stands for the reward that a token reward model holds; the golden data give rewards. */
const NO_REWARD: RewardModel = { reward: () => Promise.reject(new Error("rewards are given")) };
