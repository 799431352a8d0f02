import { Tracker } from "@lode/core";
import trackers from "@lode/trackers";
import { expect } from "chai";
import { Value } from "typebox/value";

describe("plugin trackers", () => {
  const options = (use: string): NonNullable<(typeof trackers.components)[number]["options"]> =>
    trackers.components.find((component) => component.use === use)?.options ?? {};

  it("registers its trackers", () => {
    expect(trackers.components.map(({ use, contract }) => [use, contract])).to.deep.equal([
      ["console", Tracker],
      ["jsonl", Tracker],
      ["tensorboard", Tracker],
    ]);
  });

  it("has the defaults that its README says", () => {
    expect(Value.Default(options("console"), {})).to.deep.equal({ rollouts: 2 });
    expect(Value.Default(options("jsonl"), {})).to.deep.equal({ rollouts: true });
    expect(Value.Check(options("console"), { rollouts: -1 })).to.equal(false);
  });
});
