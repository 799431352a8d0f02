import { component, options, RewardModel, Type, type Batch, type ComponentDefinition, type Metrics, type Rewards, type Snapshot } from "@lode/core";
import { describeRewardModel } from "@lode/core/testkit";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws, proveLaws, type Suite } from "./broken-laws.js";

interface Settings {
  readonly rate: number;
}

/**
 * A sound reward model with state: a bias that follows the mean reward. Rewards are ±1, token rewards a penalty for distance to the reference, and weights a
 * sigmoid of bias and log-probability.
 */
class SoundModel implements RewardModel {
  protected bias = 0;

  constructor(protected readonly settings: Settings) {}

  async reward({ verdicts, oldLogprobs = new Float32Array(), refLogprobs = new Float32Array() }: Batch): Promise<Rewards> {
    return {
      rewards: Float32Array.from(verdicts, ({ outcome }) => (outcome === "correct" ? 1 : -1)),
      tokenRewards: oldLogprobs.map((old, place) => 0.1 * (refLogprobs[place] - old)),
      metrics: { bias: this.bias },
    };
  }

  async weights({ oldLogprobs = new Float32Array(), action }: Batch): Promise<Float32Array> {
    return oldLogprobs.map((old, place) => action[place] / (1 + Math.exp(-this.bias - old)));
  }

  async learn({ tokenRewards = new Float32Array() }: Batch): Promise<Metrics> {
    this.bias += this.settings.rate * (0.5 + tokenRewards[2] + tokenRewards[3]);
    return { bias: this.bias };
  }

  async snapshot(): Promise<Snapshot> {
    return { json: this.bias };
  }

  async restore({ json }: Snapshot): Promise<void> {
    this.bias = json as number;
  }
}

type Model = new (settings: Settings) => RewardModel;

const KEPT: tf.Tensor[] = [];
let instances = 0;

function made(Made: Model, more: { option?: string; metrics?: readonly string[] } = {}): ComponentDefinition<RewardModel> {
  const declared = ["reward/bias", "reward-model/bias", ...(more.metrics ?? [])];
  return component(RewardModel, {
    use: "made",
    description: "for tests",
    options: options({ rate: Type.Number({ default: 1 }), [more.option ?? "rate"]: Type.Number({ default: 1 }) }),
    metrics: Object.fromEntries(declared.map((name) => [name, { unit: "1", reduction: "last", meaning: "for tests" }])),
    create: { from: (settings: Settings) => new Made(settings) },
  });
}

const suiteOf =
  (made: ComponentDefinition<RewardModel>): Suite =>
  (runner) => {
    describeRewardModel(runner, { component: made });
  };

/** A fake whose rewards differ from the sound ones by `change`. */
function rewarding(change: (rewards: Float32Array, batch: Batch) => Float32Array): Suite {
  return suiteOf(
    made(
      class extends SoundModel {
        override async reward(batch: Batch): Promise<Rewards> {
          const sound = await super.reward(batch);
          return { ...sound, rewards: change(sound.rewards, batch) };
        }
      },
    ),
  );
}

/** A fake whose weights differ from the sound ones by `change`. */
function weighing(change: (weights: Float32Array, batch: Batch) => Float32Array): Suite {
  return suiteOf(
    made(
      class extends SoundModel {
        override async weights(batch: Batch): Promise<Float32Array> {
          return change(await super.weights(batch), batch);
        }
      },
    ),
  );
}

/** A fake that does something besides when it learns. */
function learning(besides: (batch: Batch) => Metrics, metrics?: readonly string[]): Suite {
  const Faulty = class extends SoundModel {
    override async learn(batch: Batch): Promise<Metrics> {
      return { ...(await super.learn(batch)), ...besides(batch) };
    }
  };
  return suiteOf(made(Faulty, { metrics }));
}

/** Its rewards drift while it is asked, until it learns. */
class Drifting extends SoundModel {
  private asked = 0;

  override async reward(batch: Batch): Promise<Rewards> {
    const { rewards, ...rest } = await super.reward(batch);
    const drift = this.asked++ / 100;
    return { ...rest, rewards: rewards.map((reward) => reward + drift) };
  }

  override async learn(batch: Batch): Promise<Metrics> {
    this.asked = 0;
    return super.learn(batch);
  }
}

/** It gives one array again and again. */
class Reusing extends SoundModel {
  private readonly given = new Float32Array(1000);

  override async weights(batch: Batch): Promise<Float32Array> {
    const weights = await super.weights(batch);
    this.given.set(weights);
    return this.given.subarray(0, weights.length);
  }

  override async learn(batch: Batch): Promise<Metrics> {
    this.given.fill(0.5);
    return super.learn(batch);
  }
}

/** Every instance learns something else, and keeps it in its snapshot. */
class Individual extends SoundModel {
  private own = instances++ / 1000;

  override async learn(batch: Batch): Promise<Metrics> {
    this.bias += this.own;
    return super.learn(batch);
  }

  override async snapshot(): Promise<Snapshot> {
    return { json: [this.bias, this.own] };
  }

  override async restore({ json }: Snapshot): Promise<void> {
    [this.bias, this.own] = json as [number, number];
  }
}

class Forgetful extends SoundModel {
  override async restore(): Promise<void> {
    this.bias = 0;
  }
}

class SharingState extends SoundModel {
  private readonly state = { bias: 0 };

  override async learn(batch: Batch): Promise<Metrics> {
    const metrics = await super.learn(batch);
    this.state.bias = this.bias;
    return metrics;
  }

  override async snapshot(): Promise<Snapshot> {
    return { json: this.state };
  }

  override async restore({ json }: Snapshot): Promise<void> {
    this.bias = (json as { bias: number }).bias;
  }
}

describe("describeRewardModel", () => {
  afterEach(() => {
    tf.dispose(KEPT.splice(0));
  });

  proveLaws(suiteOf(made(SoundModel)), {
    "gives a number for every row and token": weighing((weights) => Float64Array.from(weights) as unknown as Float32Array),
    "gives finite numbers": rewarding((rewards, { verdicts }) => {
      const correct = verdicts.filter(({ outcome }) => outcome === "correct").length;
      return rewards.map((reward) => (reward * verdicts.length) / correct);
    }),
    "gives weights from 0 to 1, and 0 where action is 0": weighing((weights) => weights.map((weight) => 5 * weight)),
    "does not depend on padding": rewarding((rewards, { length }) => rewards.map((reward) => reward / length)),
    "does not depend on the order of rows": rewarding((rewards) => rewards.map((reward, row) => reward + row / 100)),
    "does not depend on what stands where action is 0": weighing((weights, { values, length }) =>
      weights.map((weight, place) => weight / (1 + Math.abs(values?.[place - (place % length)] ?? 0))),
    ),
    "does not learn by being asked": suiteOf(made(Drifting)),
    "leaves what it gave as it was when it learns": suiteOf(made(Reusing)),
    "does the same from the same history": suiteOf(made(Individual)),
    "goes on exactly from a snapshot": suiteOf(made(Forgetful)),
    "leaves no tensor behind": learning(() => {
      KEPT.push(tf.scalar(1));
      return {};
    }),
    "changes none of its inputs": learning(({ tokens }) => {
      tokens.fill(3);
      return {};
    }),
    "declares every metric that it gives": learning(() => ({ secret: 1 })),
    "has no option without effect": suiteOf(made(SoundModel, { option: "unread" })),
  });

  const further: readonly (readonly [fault: string, law: string, fake: Suite])[] = [
    ["gives too few rewards", "gives a number for every row and token", rewarding((rewards) => rewards.slice(1))],
    ["weighs tokens without action", "gives weights from 0 to 1, and 0 where action is 0", weighing((weights) => weights.map((weight) => weight || 0.5))],
    ["gives its own state away", "goes on exactly from a snapshot", suiteOf(made(SharingState))],
  ];
  for (const [fault, law, faulty] of further) {
    it(`catches a reward model that ${fault}`, async () => {
      expect(Object.keys(await brokenLaws(faulty))).to.include(law);
    });
  }

  it("passes a reward model without state", async () => {
    const plain = component(RewardModel, {
      use: "plain",
      description: "for tests",
      create: { from: () => ({ reward: async ({ lengths }: Batch) => ({ rewards: Float32Array.from(lengths) }) }) },
    });
    expect(await brokenLaws(suiteOf(plain))).to.deep.equal({});
  });
});
