import {
  advantage,
  mapGroups,
  options,
  rowRewards,
  spreadOverTokens,
  Type,
  type Advantage,
  type Advantages,
  type Batch,
  type ComponentDefinition,
} from "@lode/core";
import { describeAdvantage } from "@lode/core/testkit";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws, proveLaws, type Suite } from "./broken-laws.js";

interface Parts {
  /** Numbers of rows, before they are spread over tokens. */
  readonly rows?: (batch: Batch, sound: Float64Array) => ArrayLike<number>;
  /** Something done to what the sound estimator gives. */
  readonly change?: (sound: Advantages, batch: Batch) => Advantages;
  readonly needs?: readonly string[];
  readonly gives?: readonly string[];
  readonly option?: string;
}

const KEPT: tf.Tensor[] = [];
const GROUPS = ["rewards", "group>=2"];

/** scale · (r - mean of the group): as it should be, but for some parts. */
function made({ rows = (_, sound) => sound, change = (sound) => sound, needs = GROUPS, gives, option = "scale" }: Parts): ComponentDefinition<Advantage> {
  return advantage({
    use: "made",
    options: options({ scale: Type.Number({ default: 1 }), [option]: Type.Number({ default: 1 }) }),
    needs,
    gives,
    estimate: (batch, { scale }) => {
      const estimates = rows(batch, meansTaken(batch));
      const scaled = Array.from(estimates, (estimate) => scale * estimate);
      return change({ advantages: spreadOverTokens(scaled, batch) }, batch);
    },
  });
}

function meansTaken(batch: Batch): Float64Array {
  return mapGroups(rowRewards(batch), batch.groups, (rewards) => rewards.map((reward) => reward - mean(rewards)));
}

function mean(numbers: ArrayLike<number>): number {
  return Array.from(numbers).reduce((sum, number) => sum + number, 0) / numbers.length;
}

const suiteOf =
  (component: ComponentDefinition<Advantage>): Suite =>
  (runner) => {
    describeAdvantage(runner, { component });
  };
const fake = (parts: Parts): Suite => suiteOf(made(parts));

const times = ({ advantages }: Advantages, factor: (place: number) => number): Advantages => ({
  advantages: advantages.map((value, place) => value * factor(place)),
});

/** Each estimate by one instance is a hundredth larger than the one before. */
function growing(): ComponentDefinition<Advantage> {
  const component = made({});
  const from = (settings: object): Advantage => {
    const sound = (component.create as { from: (options: object) => Advantage }).from(settings);
    let calls = 0;
    return {
      estimate: (batch) => {
        calls += 1;
        return times(sound.estimate(batch), () => 1 + calls / 100);
      },
    };
  };
  return { ...component, create: { from } };
}

/** r over the mean size of the batch's rewards: without a baseline. */
const unguarded = (batch: Batch): Float64Array => {
  const rewards = rowRewards(batch);
  const size = mean(rewards.map(Math.abs));
  return rewards.map((reward) => reward / size);
};

describe("describeAdvantage", () => {
  afterEach(() => {
    tf.dispose(KEPT.splice(0));
  });

  describe("of an estimator with groups", () => {
    proveLaws(fake({}), {
      "gives a number for every token": fake({ change: ({ advantages }) => ({ advantages: Float64Array.from(advantages) as unknown as Float32Array }) }),
      "gives tokens without action no advantage": fake({
        change: ({ advantages }, { action }) => ({ advantages: advantages.map((value, place) => (action[place] === 1 ? value : 0.5)) }),
      }),
      "does not depend on padding": fake({ change: (sound, { length }) => times(sound, () => 1 + 1 / length) }),
      "does not depend on the order of rows": fake({
        rows: ({ groups }, sound) => sound.map((estimate, row) => (groups.indexOf(groups[row]) === row ? 2 * estimate : estimate)),
      }),
      "does not depend on holes in the action mask": fake({ change: (sound, { length }) => times(sound, (place) => 1 + (place % length)) }),
      "does not depend on what stands where action is 0": fake({
        change: (sound, { values, length }) => times(sound, (place) => 1 + Math.abs(values?.[place - (place % length)] ?? 0)),
      }),
      "counts token rewards": fake({ rows: ({ tokenRewards: _, ...batch }) => meansTaken(batch) }),
      "says whether it gives returns": fake({ change: ({ advantages }) => ({ advantages, returns: advantages }) }),
      "gives the same result twice": suiteOf(growing()),
      "leaves no tensor behind": fake({
        change: (sound) => {
          KEPT.push(tf.scalar(1));
          return sound;
        },
      }),
      "changes none of its inputs": fake({
        change: (sound, batch) => {
          batch.tokens.fill(3);
          return sound;
        },
      }),
      "is finite at the edges": fake({
        change: (sound, { values }) => times(sound, () => (values?.every((value) => value === 0) ? NaN : 1)),
      }),
      "has no option without effect": fake({ option: "unread" }),
      "estimates every group by itself": fake({ rows: (batch, sound) => sound.map((estimate) => estimate / (1 + mean(rowRewards(batch).map(Math.abs)))) }),
      "gives a group of equal rewards no advantage": fake({ rows: (batch) => rowRewards(batch) }),
    });
  });

  it("catches alone an estimator that looks at groups without saying so", async () => {
    expect(Object.keys(await brokenLaws(fake({ needs: ["rewards"] })))).to.deep.equal(["does not look at groups"]);
  });

  const further: readonly (readonly [fault: string, law: string, fake: Suite])[] = [
    ["gives too few numbers", "gives a number for every token", fake({ change: ({ advantages }) => ({ advantages: advantages.slice(1) }) })],
    ["promises returns", "says whether it gives returns", fake({ gives: ["returns"] })],
    ["divides by what may be 0", "is finite at the edges", fake({ needs: ["rewards"], rows: unguarded })],
  ];
  for (const [fault, law, faulty] of further) {
    it(`catches an estimator that ${fault}`, async () => {
      expect(Object.keys(await brokenLaws(faulty))).to.include(law);
    });
  }
});
