import { component, options, Type, ValueModel, type Batch, type ComponentDefinition, type Metrics, type Snapshot } from "@lode/core";
import { describeValueModel } from "@lode/core/testkit";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws, proveLaws, type Suite } from "./broken-laws.js";

interface Settings {
  readonly rate: number;
}

/** A sound value model: a number for each token that may come before. */
class SoundModel implements ValueModel {
  protected table: readonly number[] = Array.from({ length: 8 }, () => 0);

  constructor(protected readonly settings: Settings) {}

  async values(batch: Batch): Promise<Float32Array> {
    return Float32Array.from(batch.action, (taken, place) => (taken === 1 ? this.table[batch.tokens[place - 1]] : 0));
  }

  async learn(batch: Batch): Promise<Metrics> {
    return { error: this.moveTowards(batch, this.settings.rate) };
  }

  async snapshot(): Promise<Snapshot> {
    return { json: this.table };
  }

  async restore({ json }: Snapshot): Promise<void> {
    this.table = json as readonly number[];
  }

  /** Moves every number a share of the way to its mean return; gives the sum of the errors. */
  protected moveTowards({ action, tokens, returns = new Float32Array() }: Batch, share: number): number {
    const errors = this.table.map((value, token) => {
      const places = [...action.keys()].filter((place) => action[place] === 1 && tokens[place - 1] === token);
      return places.reduce((sum, place) => sum + returns[place] - value, 0) / Math.max(1, places.length);
    });
    this.table = this.table.map((value, token) => value + share * errors[token]);
    return errors.reduce((sum, error) => sum + error, 0);
  }
}

type Model = new (settings: Settings) => ValueModel;

const KEPT: tf.Tensor[] = [];
let instances = 0;

function made(Made: Model, option = "rate"): ComponentDefinition<ValueModel> {
  return component(ValueModel, {
    use: "made",
    description: "for tests",
    options: options({ rate: Type.Number({ default: 0.1 }), [option]: Type.Number({ default: 0.1 }) }),
    metrics: { "value-model/error": { unit: "1", reduction: "mean", meaning: "for tests" } },
    create: { from: (settings: Settings) => new Made(settings) },
  });
}

const suiteOf =
  (made: ComponentDefinition<ValueModel>): Suite =>
  (runner) => {
    describeValueModel(runner, { component: made });
  };

/** A fake whose values differ from the sound ones by `change`. */
function valuing(change: (values: Float32Array, batch: Batch) => Float32Array): Suite {
  return suiteOf(
    made(
      class extends SoundModel {
        override async values(batch: Batch): Promise<Float32Array> {
          return change(await super.values(batch), batch);
        }
      },
    ),
  );
}

/** A fake that does something besides when it learns. */
function learning(besides: (batch: Batch) => Metrics): Suite {
  return suiteOf(
    made(
      class extends SoundModel {
        override async learn(batch: Batch): Promise<Metrics> {
          return { ...(await super.learn(batch)), ...besides(batch) };
        }
      },
    ),
  );
}

class Fleeing extends SoundModel {
  override async learn(batch: Batch): Promise<Metrics> {
    return { error: this.moveTowards(batch, -this.settings.rate) };
  }
}

/** Its values drift while it is asked, until it learns. */
class Drifting extends SoundModel {
  private asked = 0;

  override async values(batch: Batch): Promise<Float32Array> {
    const drift = this.asked++ / 1000;
    return (await super.values(batch)).map((value, place) => value + drift * batch.action[place]);
  }

  override async learn(batch: Batch): Promise<Metrics> {
    this.asked = 0;
    return super.learn(batch);
  }
}

/** It gives one array again and again. */
class Reusing extends SoundModel {
  private readonly given = new Float32Array(1000);

  override async values(batch: Batch): Promise<Float32Array> {
    const values = await super.values(batch);
    this.given.set(values);
    return this.given.subarray(0, values.length);
  }

  override async learn(batch: Batch): Promise<Metrics> {
    this.given.fill(0.5);
    return super.learn(batch);
  }
}

/** Every instance learns something else from its second update on, and keeps that in its snapshot. */
class Individual extends SoundModel {
  private own = instances++ / 1000;
  private updates = 0;

  override async learn(batch: Batch): Promise<Metrics> {
    const metrics = await super.learn(batch);
    if (this.updates++ > 0) this.table = this.table.map((value) => value + this.own);
    return metrics;
  }

  override async snapshot(): Promise<Snapshot> {
    return { json: [this.table, this.own, this.updates] };
  }

  override async restore({ json }: Snapshot): Promise<void> {
    [this.table, this.own, this.updates] = json as [number[], number, number];
  }
}

class Forgetful extends SoundModel {
  override async restore(): Promise<void> {
    this.table = this.table.map(() => 0);
  }
}

describe("describeValueModel", () => {
  afterEach(() => {
    tf.dispose(KEPT.splice(0));
  });

  proveLaws(suiteOf(made(SoundModel)), {
    "gives a finite number for every token": valuing((values) => Float64Array.from(values) as unknown as Float32Array),
    "does not look ahead": valuing((values, { tokens }) => values.map((value, place) => value * (1 + tokens[place] / 100))),
    "does not depend on padding": valuing((values, { length }) => values.map((value) => value * (1 + 1 / length))),
    "does not depend on the order of rows": valuing((values, { length }) => values.map((value, place) => value * (1 + Math.floor(place / length) / 100))),
    "does not depend on what stands where action is 0": valuing((values, { oldLogprobs, length }) =>
      values.map((value, place) => value * (1 + Math.abs(oldLogprobs?.[place - (place % length)] ?? 0) / 100)),
    ),
    "learns towards the returns": suiteOf(made(Fleeing)),
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
    "has no option without effect": suiteOf(made(SoundModel, "unread")),
  });

  it("catches values that are too few or not finite", async () => {
    for (const faulty of [valuing((values) => values.slice(1)), valuing((values) => values.map((value) => value / 0))]) {
      expect(Object.keys(await brokenLaws(faulty))).to.include("gives a finite number for every token");
    }
  });
});
