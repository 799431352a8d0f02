import {
  Advantage,
  Objective,
  RewardModel,
  Selection,
  Type,
  Verifier,
  advantage,
  correct,
  abstain,
  incorrect,
  objective,
  options,
  randomStream,
  reward,
  selection,
  verifier,
  type Batch,
  type Component,
  type ComponentDefinition,
  type Rollout,
} from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";

function made<T extends Component>(definition: ComponentDefinition<T>, given: unknown = {}): T {
  if (typeof definition.create === "function") throw new Error("a shortcut makes no class");
  return definition.create.from(given as never);
}

function of(field: unknown, given: unknown): unknown {
  return typeof field === "function" ? (field as (given: unknown) => unknown)(given) : field;
}

const batch = { rows: 2, length: 1, actionTokens: 2, rewards: Float32Array.of(1, -1) } as unknown as Batch;

describe("objective()", () => {
  const definition = objective({
    use: "scaled",
    options: options({ scale: Type.Number({ default: 3 }), entropic: Type.Boolean({ default: false }) }),
    wants: ({ entropic }) => (entropic ? ["logprobs", "entropy"] : ["logprobs"]),
    needs: ["advantages"],
    accepts: ["tokenWeights"],
    laws: ["no-signal-no-gradient"],
    explain: ({ scale }) => [`times ${scale}`],
    normalisers: ({ actionTokens }, { scale }) => ({ tokens: actionTokens * scale }),
    loss: ({ logprobs }, { advantages }, { tokens }, { scale }) => ({
      loss: logprobs.mul(advantages).sum<tf.Scalar>().mul<tf.Scalar>(scale).div(tokens),
      metrics: {},
    }),
  });

  it("declares what it wants of the policy beside its columns, by its options", () => {
    expect([definition.contract, definition.use, definition.laws]).to.deep.equal([Objective, "scaled", ["no-signal-no-gradient"]]);
    expect(of(definition.needs, { entropic: false })).to.deep.equal(["advantages", "policy.logprobs"]);
    expect(of(definition.needs, { entropic: true })).to.deep.equal(["advantages", "policy.logprobs", "policy.entropy"]);
    expect(of(definition.explain, { scale: 4 })).to.deep.equal(["times 4"]);
  });

  it("makes an objective that hands its options to each function", async () => {
    const { wants, needs, accepts, normalisers, loss } = made(definition, { scale: 3, entropic: true });
    expect([wants, needs, accepts]).to.deep.equal([["logprobs", "entropy"], ["advantages"], ["tokenWeights"]]);
    const sums = normalisers(batch);
    expect(sums).to.deep.equal({ tokens: 6 });
    const [logprobs, advantages] = [tf.tensor2d([[-2], [-1]]), tf.tensor2d([[1], [5]])];
    const value = tf.tidy(() => loss({ logprobs } as never, { advantages } as never, sums).loss);
    expect([...(await value.data())]).to.deep.equal([((-2 - 5) * 3) / 6]);
    tf.dispose([logprobs, advantages, value]);
  });

  it("does without options", () => {
    const plain = objective({
      use: "p",
      wants: ["logprobs"],
      needs: [],
      normalisers: () => ({}),
      loss: ({ logprobs }) => ({ loss: logprobs.sum(), metrics: {} }),
    });
    expect([plain.options, plain.description, of(plain.needs, {})]).to.deep.equal([undefined, "", ["policy.logprobs"]]);
    expect(made(plain).accepts).to.equal(undefined);
  });
});

describe("advantage() and selection()", () => {
  it("hand batch and options over", () => {
    const definition = advantage({
      use: "scaled",
      options: options({ scale: Type.Number() }),
      needs: ["rewards"],
      gives: ["returns"],
      estimate: ({ rewards }, { scale }) => ({ advantages: (rewards ?? new Float32Array()).map((value) => value * scale) }),
    });
    expect([definition.contract, definition.needs, definition.gives]).to.deep.equal([Advantage, ["rewards"], ["returns"]]);
    expect(made(definition, { scale: 2 }).estimate(batch).advantages).to.deep.equal(Float32Array.of(2, -2));
  });

  it("hand the step's random stream over", () => {
    const random = randomStream(5);
    const definition = selection({ use: "some", select: ({ rows }, stream) => [Math.floor(stream.uniform(0) * rows)] });
    expect(definition.contract).to.equal(Selection);
    expect(made(definition).select(batch, random)).to.deep.equal([Math.floor(random.uniform(0) * 2)]);
  });

  it("keep no function of theirs in the definition", () => {
    expect(selection({ use: "all", select: () => [] })).to.not.have.property("select");
    expect(advantage({ use: "a", needs: [], estimate: () => ({ advantages: new Float32Array() }) })).to.not.have.property("estimate");
  });
});

describe("verifier() and reward()", () => {
  const rollouts = ["12", "3"].map((text) => ({ text }) as Rollout);

  it("judge one attempt at a time, in order", async () => {
    const short = verifier("short", ({ rollout }) => (rollout.text.length < 2 ? correct(rollout.text) : incorrect("too long")), "Brevity.");
    expect([short.contract, short.use, short.description]).to.deep.equal([Verifier, "short", "Brevity."]);
    const attempts = rollouts.map((rollout) => ({ problem: { id: "", prompt: "", answer: "" }, rollout }));
    expect(await made(short).verify(attempts, new AbortController().signal)).to.deep.equal([
      { outcome: "incorrect", reason: "too long" },
      { outcome: "correct", reason: "accepted", extracted: "3" },
    ]);
  });

  it("reward one rollout at a time, with its verdict where there is one", async () => {
    const brief = reward("brief", ({ rollout, verdict }) => (verdict?.outcome === "correct" ? 10 : 0) - rollout.text.length);
    expect(brief.contract).to.equal(RewardModel);
    const judged = { ...batch, rollouts, verdicts: [correct(), incorrect("no")] };
    expect((await made(brief).reward(judged)).rewards).to.deep.equal(Float32Array.of(8, -1));
    expect((await made(brief).reward({ ...batch, rollouts, verdicts: [] })).rewards).to.deep.equal(Float32Array.of(-2, -1));
  });

  it("verdicts have an extracted answer only where there is one", () => {
    expect([correct(), incorrect("no"), abstain("hm")]).to.deep.equal([
      { outcome: "correct", reason: "accepted" },
      { outcome: "incorrect", reason: "no" },
      { outcome: "abstain", reason: "hm" },
    ]);
    expect([correct("4", "found"), incorrect("no", "5"), abstain("hm", "6")]).to.deep.equal([
      { outcome: "correct", reason: "found", extracted: "4" },
      { outcome: "incorrect", reason: "no", extracted: "5" },
      { outcome: "abstain", reason: "hm", extracted: "6" },
    ]);
  });
});
