import type { Batch, ColumnName, Scorer } from "@lode/core";
import { expect } from "chai";
import type { RunComponents } from "../../core/src/trainer/run-components.js";
import { core } from "./core.js";
import { rejection } from "../sampling/rejection.js";

const { fillColumns } = core("trainer/fill-columns");

const batch = { rows: 1, length: 2, action: Uint8Array.of(0, 1), rollouts: [] } as unknown as Batch;

/** A run whose models give 1, 2 and 3, and that keeps whom it asked. */
function run(change: Partial<RunComponents> = {}): { run: RunComponents; asked: string[] } {
  const asked: string[] = [];
  const scorer = (name: string, value: number): Scorer => ({
    score: async (_, want) => {
      asked.push(`${name} ${want.join()}`);
      return { logprobs: Float32Array.of(0, value) };
    },
  });
  const valueModel = {
    values: async () => {
      asked.push("valueModel");
      return Float32Array.of(0, 3);
    },
  };
  return { asked, run: { policy: scorer("policy", 1), reference: scorer("reference", 2), valueModel, ...change } as unknown as RunComponents };
}

const ALL: readonly ColumnName[] = ["oldLogprobs", "refLogprobs", "values", "advantages", "rewards", "samplerLogprobs"];

describe("fillColumns", () => {
  it("asks the policy for old, the reference for ref and the critic for values, and leaves the rest to others", async () => {
    const { run: components, asked } = run();
    const filled = await fillColumns(batch, ALL, components, 1);
    expect(asked).to.deep.equal(["policy logprobs", "reference logprobs", "valueModel"]);
    expect(filled).to.deep.equal({ ...batch, oldLogprobs: Float32Array.of(0, 1), refLogprobs: Float32Array.of(0, 2), values: Float32Array.of(0, 3) });
    expect(Object.keys(batch)).to.not.include("values");
  });

  it("computes only what is needed and not there yet", async () => {
    const { run: components, asked } = run();
    const before = { ...batch, values: Float32Array.of(0, 9), oldLogprobs: Float32Array.of(0, 8) };
    expect(await fillColumns(before, ["values", "oldLogprobs"], components, 1)).to.deep.equal(before);
    expect(await fillColumns(batch, ["advantages"], components, 1)).to.equal(batch);
    expect(asked).to.deep.equal([]);
  });

  it("asks nobody about a batch without rows, and nobody who is not there", async () => {
    const { run: components, asked } = run();
    const empty = { ...batch, rows: 0, length: 0 };
    expect(await fillColumns(empty, ALL, components, 1)).to.equal(empty);
    expect(asked).to.deep.equal([]);
    const { run: bare } = run({ reference: null, valueModel: null });
    expect(Object.keys(await fillColumns(batch, ALL, bare, 1)))
      .to.not.include.members(["refLogprobs"])
      .and.to.not.include.members(["values"]);
  });

  it("names the model and the step where a number is not finite, and a scorer without log-probabilities", async () => {
    const broken = { score: async () => ({ logprobs: Float32Array.of(NaN, -Infinity) }) };
    const error = await rejection(fillColumns(batch, ["refLogprobs"], run({ reference: broken }).run, 7));
    expect(error).to.deep.include({ code: "NUMBER_NOT_FINITE", place: { component: "reference policy, step 7, row 0" } });
    const silent = await rejection(fillColumns(batch, ["refLogprobs"], run({ reference: { score: async () => ({}) } }).run, 7));
    expect(silent).to.be.instanceOf(RangeError);
  });
});
