import { type Metrics, type Snapshot } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { proveLaws, type Suite } from "./broken-laws.js";
import {
  asking,
  generating,
  lowered,
  offsetBy,
  onOutputs,
  rowsOf,
  scalar,
  scaledLoss,
  scoresWith,
  scoring,
  secretly,
  suite,
  unpublished,
} from "./policy-fake.js";
import { TokenScores } from "./token-scores.js";

const leaked: tf.Tensor[] = [];
const never = new AbortController().signal;

const GENERATION: Readonly<Record<string, Suite>> = {
  "gives every completion that it is asked for, once, and says why it ended": suite(generating(() => ({ stop: "end" }))),
  "reports the log-probabilities that it scores, at any temperature": suite(
    generating(({ request, logprobs }, requests) => ({ logprobs: logprobs.map((value) => value * (requests[request].temperature || 1)) })),
  ),
  "reports them at any length and in any company: its cache changes nothing": suite(
    generating(({ logprobs }) => ({ logprobs: logprobs.map((value, place) => (place > 12 ? value - 0.1 : value)) })),
  ),
  "draws by the request's random numbers alone": suite(asking(({ random }, place, all) => ({ random: all.length > 1 ? random.at(place) : random }))),
  "ends early and without an error when it is aborted": suite((sound) => ({ generate: (requests) => sound.generate(requests, never) })),
  "counts its publications, and completions carry the number": suite(generating(() => ({ version: 0 }))),
  "generates with the weights of the last publication": suite(unpublished),
  "draws tokens as often as their probability says": suite(asking(({ random }) => ({ random: lowered(random) }))),
  "takes the likeliest token at temperature 0, with its log-probability at temperature 1": suite(
    generating(({ request, logprobs }, requests) => ({ logprobs: requests[request].temperature === 0 ? logprobs.map(() => 0) : logprobs })),
  ),
  "keeps the likeliest tokens with top-k and top-p, and reports both distributions": suite(generating(({ logprobs }) => ({ sampledLogprobs: logprobs }))),
};

const SCORING: Readonly<Record<string, Suite>> = {
  "scores probabilities that sum to 1": suite(offsetBy(() => 0.001)),
  "scores 0 where the policy chose nothing": suite(
    scoring((outputs, batch) => ({ ...outputs, logprobs: outputs.logprobs?.map((value, place) => (place % batch.length === 0 ? -1 : value)) })),
  ),
  "scores a row alike in any company, order and padding": suite(
    scoring((outputs, batch) => {
      const isPadded = batch.lengths.every((length) => length + 3 <= batch.length);
      return isPadded ? { ...outputs, logprobs: outputs.logprobs?.map((value) => value * 1.1) } : outputs;
    }),
  ),
  "scores a token without looking at later ones": suite(offsetBy((tokens, place) => (place + 1 < tokens.length ? tokens[place + 1] / 50 : 0))),
  "scores the same batch the same twice, and leaves it as it is": suite((sound) => ({
    score: async (batch, want) => {
      const outputs = await sound.score(batch, want);
      batch.tokens.forEach((_, place) => place % batch.length >= batch.lengths[Math.floor(place / batch.length)] && (batch.tokens[place] = 7));
      return outputs;
    },
  })),
  "gives the entropy of the distribution that it scores": suite((sound, given) => ({
    ...scoring((outputs) => (outputs.entropy ? { ...outputs, entropy: outputs.entropy.map((value) => value * 1.1) } : outputs))(sound, given),
    accumulate: (batch, loss) =>
      sound.accumulate(batch, loss.wants.includes("entropy") ? onOutputs(loss, (outputs) => ({ ...outputs, entropy: outputs.entropy.mul(1.1) })) : loss),
  })),
};

const TRAINING: Readonly<Record<string, Suite>> = {
  "lowers a loss by its updates": suite(secretly(-1)),
  "trains on the loss of what it scores": suite((sound) => ({
    accumulate: async (batch, loss) => {
      const metrics = await sound.accumulate(batch, loss);
      return { ...metrics, loss: metrics.loss * 2 };
    },
  })),
  "adds up losses and gradients of micro-batches, and of several losses": suite((sound) => {
    const table = sound as unknown as { collected: Map<string, unknown> };
    return {
      accumulate: (batch, loss) => {
        table.collected.clear();
        return sound.accumulate(batch, loss);
      },
    };
  }),
  "clears the gradient with every step": suite((sound) => {
    let last: (() => Promise<Metrics>) | undefined;
    let kept: (() => Promise<Metrics>) | undefined;
    let steps = 0;
    return {
      accumulate: async (batch, loss) => {
        last = () => sound.accumulate(batch, loss);
        await kept?.();
        kept = undefined;
        return last();
      },
      step: (at) => {
        if (steps === 0) kept = last;
        steps += 1;
        return sound.step(at);
      },
      restore: (snapshot) => {
        kept = undefined;
        return sound.restore(snapshot);
      },
    };
  }),
  "reports the gradient's norm and the learning rate of a step, and declares what it reports": suite((sound) => ({
    step: async (at) => ({ ...(await sound.step(at)), clipped: 0 }),
  })),
  "stops at a gradient that is not finite before any weight changes": suite((sound) => ({
    step: (at) => sound.step(at).catch(() => ({ gradientNorm: NaN, learningRate: 0 })),
  })),
  "has the gradient of its scores, by central differences in every weight": suite(secretly(1.5)),
};

const STATE: Readonly<Record<string, Suite>> = {
  "freezes a copy that updates do not reach": suite((sound) => ({ freeze: async () => sound })),
  "goes on from a snapshot exactly": suite((sound) => ({
    snapshot: async (): Promise<Snapshot> => ({ json: { ...((await sound.snapshot()).json as object), version: 0 } }),
  })),
  "is changed by `step` alone": suite((sound) => {
    let calls = 0;
    return {
      score: (batch, want) => {
        calls += 1;
        return sound.score(batch, want);
      },
      snapshot: async () => ({ json: { inner: (await sound.snapshot()).json, calls } }),
      restore: async ({ json }) => {
        const state = json as { inner: unknown; calls: number };
        calls = state.calls;
        await sound.restore({ json: state.inner });
      },
    };
  }),
  "is made by its seed alone": suite((sound, { number }) => ({
    start: () =>
      sound.restore({
        json: {
          version: 0,
          present: [
            [
              [2, 2, 2],
              [0, 0, 0, 0, 0, 0, 0, number],
            ],
          ],
          published: [],
        },
      }),
  })),
  "leaves no tensors behind": suite((sound) => ({
    freeze: () => {
      leaked.push(tf.scalar(1));
      return sound.freeze();
    },
  })),
};

const SCALAR: Readonly<Record<string, Suite>> = {
  "makes scalar models that score 0 with a head of zeros": suite(
    scalar((model, { options }) => ({
      score: (batch) => scoresWith(model, batch, (score, place) => score + (options.head === "zero" && batch.action[place] === 1 ? 0.1 : 0)),
    })),
  ),
  "makes scalar models with random heads, of its own for each name": suite((sound) => ({
    scalarModel: (options) => sound.scalarModel({ ...options, name: "one" }),
  })),
  "makes scalar models that learn": suite(
    scalar((model) => ({ accumulate: (batch, loss) => model.accumulate(batch, scaledLoss(loss, -1)).then(({ loss: value }) => ({ loss: -value })) })),
  ),
  "makes scalar models that score 0 where the policy chose nothing": suite(
    scalar((model) => ({ score: (batch) => scoresWith(model, batch, (score, place) => (batch.action[place] === 1 ? score : 0.1)) })),
  ),
  "makes scalar models that start from its present weights": suite((_, { tokenizer }) => ({
    scalarModel: async (options) => new TokenScores(tokenizer.vocabularySize, options, 0),
  })),
  "makes scalar models that go their own way": suite(
    scalar((model, { policy }) => ({
      step: async (at) => {
        const batch = rowsOf([[3, 4]]);
        await policy.accumulate(batch, { wants: ["logprobs"], needs: [], compute: ({ logprobs }) => ({ loss: logprobs.sum().asScalar(), metrics: {} }) });
        await policy.step(at);
        return model.step(at);
      },
    })),
  ),
  "makes scalar models that go on from a snapshot exactly": suite(
    scalar((model) => ({ snapshot: async () => ({ json: ((await model.snapshot?.())?.json as number[]).map((score) => Number(score.toFixed(2))) }) })),
  ),
};

describe("describePolicy", () => {
  afterEach(() => {
    tf.dispose(leaked.splice(0));
  });

  proveLaws(suite(), { ...GENERATION, ...SCORING, ...TRAINING, ...STATE, ...SCALAR });
});
