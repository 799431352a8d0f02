import { UserError, type Snapshot } from "@lode/core";
import plugin, { transformerOptions } from "@lode/transformer";
import { expect } from "chai";
import { OPTIONS, generated, randomBatch, request, transformerPolicy } from "./transformer-fixture.js";

const source = (snapshot: Snapshot) => ({ description: "the run cold-start", load: () => Promise.resolve(snapshot) });

function problemOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("plugin transformer", () => {
  it("registers a policy that can do all that policies can", () => {
    const [policy] = plugin.components;
    expect(plugin.components).to.have.length(1);
    expect(policy.use).to.equal("transformer");
    expect(policy.gives).to.deep.equal(["policy.logprobs", "policy.entropy", "policy.scalar-model"]);
    const explained = (policy.explain as (options: unknown) => readonly string[])({ ...OPTIONS, keyValueHeads: undefined });
    expect(explained[0]).to.contain("2 layers of width 16: 4 heads over 4 of keys and values, feed-forward 12, rotary base 50");
    expect(Object.keys(policy.metrics ?? {})).to.deep.equal(["policy/gradientNorm", "policy/learningRate"]);
  });

  it("has a default, or may do without, for every option", () => {
    const defaults = Object.entries(transformerOptions.properties).map(([name, schema]) => [name, (schema as { default?: unknown }).default]);
    expect(Object.fromEntries(defaults)).to.deep.equal({
      ...{ layers: 2, width: 64, heads: 4, keyValueHeads: undefined, feedForward: 160, ropeBase: 100, initial: undefined, optimizer: {} },
    });
  });

  it("refuses sizes that do not divide, and names the option", () => {
    for (const [changes, pointer] of [
      [{ width: 12 }, "/policy/width"],
      [{ keyValueHeads: 3 }, "/policy/keyValueHeads"],
    ] as const) {
      const problem = problemOf(() => transformerPolicy(changes));
      expect(problem).to.be.instanceOf(UserError).with.property("code", "RECIPE_INVALID_VALUE");
      expect((problem as UserError).place.pointer).to.equal(pointer);
    }
  });

  it("has as many heads of keys and values as of queries unless told otherwise", async () => {
    const policy = transformerPolicy({ keyValueHeads: undefined });
    expect((await policy.snapshot()).tensors?.["model.layers.1.self_attn.v_proj.weight"].shape).to.deep.equal([16, 16]);
    policy.dispose();
  });

  it("starts from the weights of another run, for scoring and generation alike, without what its optimizer remembers", async () => {
    const trained = transformerPolicy({}, 2);
    const snapshot = await trained.snapshot();
    const policy = transformerPolicy({ initial: source({ tensors: snapshot.tensors }) }, 1);
    await policy.start();
    const batch = randomBatch([8]);
    expect(await policy.score(batch, ["logprobs"])).to.deep.equal(await trained.score(batch, ["logprobs"]));
    expect(await generated(policy, [request()])).to.deep.equal(await generated(trained, [request()]));
    expect(policy.version).to.equal(0);
    trained.dispose();
    policy.dispose();
  });

  it("refuses weights of other sizes, and says whose and which", async () => {
    const other = transformerPolicy({ feedForward: OPTIONS.feedForward + 1 });
    const policy = transformerPolicy({ initial: source(await other.snapshot()) });
    const problem = await policy.start().catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(UserError).with.property("code", "SHAPE_MISMATCH");
    expect((problem as UserError).message).to.equal(
      "The model needs model.layers.0.mlp.gate_proj.weight of shape [12, 16] from the run cold-start; there it is [13, 16].",
    );
    const empty = await policy.restore({}).catch((error: unknown) => error);
    expect((empty as UserError).message).to.contain("there is none");
    other.dispose();
    policy.dispose();
  });
});
