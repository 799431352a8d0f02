import {
  randomStream,
  type Advantage,
  type Batch,
  type Dataset,
  type Draw,
  type Group,
  type Objective,
  type RewardModel,
  type Sampler,
  type Selection,
  type Snapshot,
  type TensorBatch,
  type TensorOutputs,
  type Tokenizer,
  type ValueModel,
  type Verifier,
} from "@lode/core";
import type * as tf from "@tensorflow/tfjs";
import type { RunComponents } from "../../core/src/trainer/run-components.js";
import { OneWeightPolicy } from "./one-weight-policy.js";

const PROBLEMS_ONCE = 8;

/** Prompts are numbers in letters: 12 is "bc". Tokens are letters from 2 on, 1 ends, 0 pads. */
export const letters: Tokenizer = {
  vocabularySize: 12,
  endToken: 1,
  padToken: 0,
  encode: (text) => Int32Array.from(text, (letter) => letter.charCodeAt(0) - 95),
  decode: (tokens) =>
    String.fromCharCode(
      ...Array.from(tokens)
        .filter((token) => token > 1)
        .map((token) => token + 95),
    ),
  encodePrompt: (prompt) => letters.encode(Array.from(prompt as string, (digit) => String.fromCharCode(97 + Number(digit))).join("")),
};

export const numbers: Dataset = {
  async *draws(from, order) {
    for (let index = from; order !== "once" || index < PROBLEMS_ONCE; index++)
      yield { index, problem: { id: `p${index}`, prompt: String(index), answer: String(index % 2) } };
  },
};

/** What the components of a toy run are called for, in order, and what stands in for parts of it. */
export interface ToyRun extends RunComponents {
  readonly policy: OneWeightPolicy;
  readonly calls: string[];
  readonly rewardModel: ToyRewardModel;
  readonly valueModel: ToyValueModel;
}

/**
 * A whole run of small scripted components that write down what they are called for. Three rollouts a problem; a rollout of an odd number of letters is
 * correct. `heard` is told every call before it is answered.
 */
export async function toyRun(heard: (call: string) => void = () => undefined): Promise<ToyRun> {
  const calls: string[] = [];
  const log = (call: string): void => {
    calls.push(call);
    heard(call);
  };
  const policy = new OneWeightPolicy(log);
  return {
    ...{ calls, policy, dataset: numbers, tokenizer: letters, reference: await policy.freeze() },
    sampler: sampler(policy, log),
    verifier: verifier(log),
    rewardModel: new ToyRewardModel(log),
    valueModel: new ToyValueModel(log),
    ...{ advantage: advantage(log), selection: selection(log), objective: objective(log) },
    columns: { reward: [], advantage: ["values"], training: ["oldLogprobs", "refLogprobs"] },
    oldIsPresent: false,
    minimumGroup: 2,
  };
}

function sampler(policy: OneWeightPolicy, log: (call: string) => void): Sampler {
  return {
    async *sample(draws, count, signal) {
      log(`sampler.sample ${count}`);
      for (let made = 0; made < count && !signal.aborted; made++) {
        const next = await draws.next();
        if (next.done) return;
        yield await group(policy, next.value, signal);
      }
    },
  };
}

async function group(policy: OneWeightPolicy, draw: Draw, signal: AbortSignal): Promise<Group> {
  const prompt = letters.encodePrompt(draw.problem.prompt);
  const request = { ...{ prompt, samples: 3, maxTokens: 8, temperature: 1, topP: 1, topK: 0 }, random: randomStream(5).at("draw", draw.index) };
  const rollouts: Group["rollouts"][number][] = [];
  for await (const { sample, tokens, logprobs, stop, version } of policy.generate([request], signal)) {
    const column = Float32Array.from([...prompt.map(() => 0), ...logprobs]);
    rollouts.push({
      ...{ draw, sample, source: "policy", version, stop, logprobs: column, text: letters.decode(tokens) },
      tokens: Int32Array.from([...prompt, ...tokens]),
      action: Uint8Array.from([...prompt.map(() => 0), ...tokens.map(() => 1)]),
    });
  }
  return { draw, rollouts };
}

function verifier(log: (call: string) => void): Verifier {
  return {
    verify: async (attempts) => {
      log(`verifier.verify ${attempts.length}`);
      return attempts.map(({ rollout }) => ({
        outcome: rollout.text.length % 2 === 1 ? "correct" : "incorrect",
        reason: "length",
        extracted: String(rollout.text.length),
      }));
    },
  };
}

/** Rewards ±1; the weight of every token is 1 after no updates, 1/2 after one, 1/3 after two … */
export class ToyRewardModel implements RewardModel {
  updates = 0;

  constructor(private readonly log: (call: string) => void) {}

  async reward(batch: Batch): ReturnType<RewardModel["reward"]> {
    this.log(`rewardModel.reward ${batch.rows}`);
    return { rewards: Float32Array.from(batch.verdicts, ({ outcome }) => (outcome === "correct" ? 1 : -1)), metrics: { certainty: 0.5 } };
  }

  async weights(batch: Batch): Promise<Float32Array> {
    this.log(`rewardModel.weights ${batch.rows}`);
    return new Float32Array(batch.rows * batch.length).fill(1 / (1 + this.updates));
  }

  async learn(batch: Batch): Promise<Record<string, number>> {
    this.log(`rewardModel.learn ${batch.rows}`);
    this.updates += 1;
    return { loss: 1 / this.updates };
  }

  async snapshot(): Promise<Snapshot> {
    return { json: this.updates };
  }

  async restore({ json }: Snapshot): Promise<void> {
    this.updates = Number(json);
  }
}

/** Gives every token the number of its updates so far. */
export class ToyValueModel implements ValueModel {
  updates = 0;

  constructor(private readonly log: (call: string) => void) {}

  async values(batch: Batch): Promise<Float32Array> {
    this.log(`valueModel.values ${batch.rows}`);
    return new Float32Array(batch.rows * batch.length).fill(this.updates);
  }

  async learn(batch: Batch): Promise<Record<string, number>> {
    this.log(`valueModel.learn ${batch.rows}`);
    this.updates += 1;
    return { loss: this.updates };
  }

  async snapshot(): Promise<Snapshot> {
    return { json: this.updates };
  }

  async restore({ json }: Snapshot): Promise<void> {
    this.updates = Number(json);
  }
}

function advantage(log: (call: string) => void): Advantage {
  return {
    estimate: (batch) => {
      log(`advantage.estimate ${batch.rows}`);
      const advantages = Float32Array.from(
        batch.tokens,
        (_, place) => (batch.rewards?.[Math.floor(place / batch.length)] ?? NaN) - 0.01 * (batch.values?.[place] ?? NaN),
      );
      return { advantages, returns: advantages };
    },
  };
}

function selection(log: (call: string) => void): Selection {
  return {
    select: (batch) => {
      log(`selection.select ${batch.rows}`);
      return Array.from({ length: batch.rows }, (_, row) => row);
    },
  };
}

function objective(log: (call: string) => void): Objective {
  return {
    wants: ["logprobs"],
    needs: ["advantages", "tokenWeights", "oldLogprobs", "refLogprobs"],
    normalisers: (batch) => {
      log(`objective.normalisers ${batch.rows}`);
      return { tokens: batch.actionTokens };
    },
    loss: ({ logprobs }: TensorOutputs, { advantages, tokenWeights, action, oldLogprobs }: TensorBatch, { tokens }) => ({
      loss: logprobs.sub(oldLogprobs).exp().mul(advantages).mul(tokenWeights).mul(action).sum<tf.Scalar>().neg().div(tokens),
      metrics: { share: action.sum<tf.Scalar>().div(tokens) },
    }),
  };
}
