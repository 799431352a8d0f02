import { options, selection, Type, type Batch, type ComponentDefinition, type RandomStream, type Selection } from "@lode/core";
import { describeSelection } from "@lode/core/testkit";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import { brokenLaws, proveLaws, type Suite } from "./broken-laws.js";

interface Parts {
  /** What the chance of a row is keyed by. */
  readonly key?: (batch: Batch, row: number) => number;
  /** Something done to what the sound selection chooses. */
  readonly change?: (sound: readonly number[], batch: Batch) => readonly number[];
  readonly option?: string;
}

const KEPT: tf.Tensor[] = [];

/** `keep` rows of every group, at random: as it should be, but for some parts. */
function made({ key = ({ groups }, row) => groups[row], change = (sound) => sound, option = "keep" }: Parts): ComponentDefinition<Selection> {
  return selection({
    use: "made",
    options: options({ keep: Type.Integer({ minimum: 1, default: 1 }), [option]: Type.Integer({ minimum: 1, default: 1 }) }),
    select: (batch, random, { keep }) => {
      const chosen = [...new Set(batch.groups)].flatMap((group) => {
        const rows = [...batch.groups.keys()].filter((row) => batch.groups[row] === group);
        const chance = (row: number): number => random.uniform(key(batch, rows[0]), rows.indexOf(row));
        return rows.sort((a, b) => chance(a) - chance(b)).slice(0, keep);
      });
      return change(
        chosen.sort((a, b) => a - b),
        batch,
      );
    },
  });
}

const suiteOf =
  (component: ComponentDefinition<Selection>): Suite =>
  (runner) => {
    describeSelection(runner, { component });
  };
const fake = (parts: Parts): Suite => suiteOf(made(parts));

/** The second choice of an instance is another than the first. */
function wandering(): ComponentDefinition<Selection> {
  const component = made({});
  const from = (settings: object): Selection => {
    const sound = (component.create as { from: (options: object) => Selection }).from(settings);
    let calls = 0;
    return { select: (batch: Batch, random: RandomStream) => sound.select(batch, calls++ === 0 ? random : random.at(calls)) };
  };
  return { ...component, create: { from } };
}

describe("describeSelection", () => {
  afterEach(() => {
    tf.dispose(KEPT.splice(0));
  });

  proveLaws(fake({}), {
    "gives ascending row numbers without repetition": fake({ change: (sound) => [...sound].reverse() }),
    "chooses nothing from an empty batch": fake({ change: (sound, { rows }) => (rows === 0 ? [0] : sound) }),
    "chooses the same rows from the same stream": suiteOf(wandering()),
    "keys its choices by group": fake({ key: ({ groups }, row) => new Set(groups.subarray(0, row)).size }),
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
    "has no option without effect": fake({ option: "unread" }),
  });

  it("catches a selection that throws where there is nothing to choose from", async () => {
    const broken = await brokenLaws(
      fake({
        change: (sound, { rows }) => {
          if (rows === 0) throw new RangeError("no rows");
          return sound;
        },
      }),
    );
    expect(Object.keys(broken)).to.deep.equal(["chooses nothing from an empty batch"]);
  });

  it("lets a choice without chance depend on all rows", async () => {
    const longest = selection({
      use: "longest",
      select: ({ lengths }) =>
        [...lengths.keys()]
          .sort((a, b) => lengths[b] - lengths[a] || a - b)
          .slice(0, 4)
          .sort((a, b) => a - b),
    });
    expect(await brokenLaws(suiteOf(longest))).to.deep.equal({});
  });
});
