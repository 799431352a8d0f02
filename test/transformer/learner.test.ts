import { UserError, type Batch, type Learner, type Loss, type Snapshot } from "@lode/core";
import type { TransformerPolicy } from "@lode/transformer";
import { expect } from "chai";
import { OPTIMIZER, crossEntropy, distance, generated, optimizedBy, randomBatch, request, transformerPolicy } from "./transformer-fixture.js";
import { PLAIN_DESCENT, gradientsOf, weightsOf } from "./weights-of.js";

const BATCH = randomBatch([9, 6]);
const LOSS = crossEntropy(BATCH.actionTokens);

async function train(learner: Learner, steps: number, from = 1): Promise<void> {
  for (let step = from; step < from + steps; step++) {
    await learner.accumulate(BATCH, LOSS);
    await learner.step({ step, of: 10 });
  }
}

/** The loss times a factor. */
function scaled(factor: number): Loss {
  return { ...LOSS, compute: (outputs, columns) => ({ loss: LOSS.compute(outputs, columns).loss.mul(factor).asScalar(), metrics: {} }) };
}

async function normOf(policy: TransformerPolicy): Promise<number> {
  const gradients = await gradientsOf(policy, [[BATCH, LOSS]]);
  return Math.sqrt(Object.values(gradients).reduce((sum, gradient) => sum + gradient.reduce((squares, g) => squares + g * g, 0), 0));
}

/** A snapshot as a file would give it back. */
function stored(snapshot: Snapshot): Snapshot {
  const tensors = Object.entries(snapshot.tensors ?? {}).map(([name, { shape, data }]) => [name, { shape: [...shape], data: data.slice() }] as const);
  return { tensors: Object.fromEntries(tensors), json: JSON.parse(JSON.stringify(snapshot.json)) as unknown };
}

const scoresOf = (scorer: Pick<Learner, "score">, batch: Batch = BATCH) => scorer.score(batch, ["logprobs"]);

describe("the transformer's learner", () => {
  it("learns", async () => {
    const policy = transformerPolicy(optimizedBy({ learningRate: 0.02 }));
    const before = await policy.accumulate(BATCH, LOSS);
    await policy.step({ step: 1, of: 40 });
    for (let step = 2; step <= 40; step++) {
      await policy.accumulate(BATCH, LOSS);
      await policy.step({ step, of: 40 });
    }
    const after = await policy.accumulate(BATCH, LOSS);
    expect(after.loss).to.be.below(before.loss / 4);
    policy.dispose();
  });

  it("reports the norm of the gradient before clipping, and the learning rate of the schedule", async () => {
    const [plain, clipped] = [transformerPolicy(PLAIN_DESCENT), transformerPolicy(optimizedBy({ gradientClip: 0.01, warmupSteps: 4 }))];
    const norm = await normOf(plain);
    await clipped.accumulate(BATCH, LOSS);
    const metrics = await clipped.step({ step: 1, of: 10 });
    expect(metrics.gradientNorm).to.be.closeTo(norm, 1e-4 * norm);
    expect(metrics.learningRate).to.equal(0.0025);
    plain.dispose();
    clipped.dispose();
  });

  it("clips the norm of the whole gradient, and only where it is larger", async () => {
    const norms = [];
    for (const gradientClip of [0, 0.25, 1000]) {
      const policy = transformerPolicy({ optimizer: { ...OPTIMIZER, ...PLAIN_DESCENT.optimizer, gradientClip } });
      norms.push(await normOf(policy));
      policy.dispose();
    }
    expect(norms[0]).to.be.above(0.5);
    expect(norms[1]).to.be.closeTo(0.25, 1e-4);
    expect(norms[2]).to.equal(norms[0]);
  });

  it("lets matrices decay and nothing else", async () => {
    const policy = transformerPolicy(optimizedBy({ learningRate: 0.5, weightDecay: 0.5 }));
    const before = await weightsOf(policy);
    await policy.accumulate(BATCH, scaled(0));
    await policy.step({ step: 1, of: 1 });
    for (const [name, { shape, data }] of Object.entries(await weightsOf(policy))) {
      const factor = shape.length > 1 ? 0.75 : 1;
      expect(
        distance(
          data,
          before[name].data.map((value) => factor * value),
        ),
        name,
      ).to.be.below(1e-7);
    }
    policy.dispose();
  });

  it("stops before a gradient that is not finite changes anything, and can go on", async () => {
    const policy = transformerPolicy();
    const before = await policy.snapshot();
    await policy.accumulate(BATCH, scaled(NaN));
    const problem = await policy.step({ step: 3, of: 10 }).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(UserError).with.property("code", "NUMBER_NOT_FINITE");
    expect((problem as UserError).place.component).to.equal("policy transformer, step 3");
    expect(await policy.snapshot()).to.deep.equal(before);
    await train(policy, 1);
    policy.dispose();
  });

  it("refuses a step without a gradient", async () => {
    const policy = transformerPolicy();
    await train(policy, 1);
    const problem = await policy.step({ step: 2, of: 10 }).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(RangeError);
    policy.dispose();
  });

  it("goes on from a snapshot exactly", async () => {
    const [first, second] = [transformerPolicy({}, 1), transformerPolicy({}, 2)];
    await train(first, 3);
    await first.publish();
    await second.restore(stored(await first.snapshot()));
    expect(second.version).to.equal(1);
    expect(await generated(second, [request()])).to.deep.equal(await generated(first, [request()]));
    for (const policy of [first, second]) await train(policy, 3, 4);
    expect(await second.snapshot()).to.deep.equal(await first.snapshot());
    first.dispose();
    second.dispose();
  });

  it("freezes the weights as they are", async () => {
    const policy = transformerPolicy();
    await train(policy, 1);
    const before = await scoresOf(policy);
    const frozen = await policy.freeze();
    await train(policy, 2, 2);
    expect(await scoresOf(frozen)).to.deep.equal(before);
    expect(await scoresOf(policy)).not.to.deep.equal(before);
    policy.dispose();
    expect(await scoresOf(frozen)).to.deep.equal(before);
    await frozen.dispose?.();
  });

  it("has equal weights for equal seeds, others for other seeds, and others in each matrix", async () => {
    const policies = [transformerPolicy({}, 1), transformerPolicy({}, 1), transformerPolicy({}, 2)];
    const [a, b, c] = await Promise.all(policies.map(weightsOf));
    expect(a).to.deep.equal(b);
    expect(a["model.embed_tokens.weight"]).not.to.deep.equal(c["model.embed_tokens.weight"]);
    expect(a["model.layers.0.mlp.up_proj.weight"].data).not.to.deep.equal(a["model.layers.1.mlp.up_proj.weight"].data);
    expect(a["model.layers.0.mlp.up_proj.weight"].data).not.to.deep.equal(a["model.layers.0.mlp.gate_proj.weight"].data);
    policies.forEach((policy) => policy.dispose());
  });
});

describe("the transformer's scalar model", () => {
  const scalarModel = (policy: TransformerPolicy, name: string, head: "random" | "zero" = "random"): Promise<Learner> =>
    policy.scalarModel({ head, name, optimizer: OPTIMIZER });

  it("starts from the policy's weights and goes its own way", async () => {
    const policy = transformerPolicy();
    await train(policy, 1);
    const before = await weightsOf(policy);
    const scalar = await scalarModel(policy, "reward");
    const own = await weightsOf(scalar);
    for (const name of Object.keys(before)) expect(own[name], name).to.deep.equal(before[name]);
    await scalar.accumulate(BATCH, { wants: ["scores"], needs: [], compute: ({ scores }) => ({ loss: scores.square().sum().asScalar(), metrics: {} }) });
    await scalar.step({ step: 1, of: 1 });
    expect(await weightsOf(policy)).to.deep.equal(before);
    policy.dispose();
    expect((await scalar.score(BATCH, ["scores"])).scores).to.satisfy((scores: Float32Array) => scores.every(Number.isFinite));
    await scalar.dispose?.();
  });

  it("has a random head, of its own for each name, or one of zeros", async () => {
    const policy = transformerPolicy();
    const models = await Promise.all([scalarModel(policy, "a"), scalarModel(policy, "a"), scalarModel(policy, "b"), scalarModel(policy, "a", "zero")]);
    const heads = (await Promise.all(models.map(weightsOf))).map((weights) => [...weights["score.weight"].data]);
    expect(heads[0]).to.deep.equal(heads[1]);
    expect(heads[0]).not.to.deep.equal(heads[2]);
    expect(heads[3]).to.deep.equal(new Array<number>(16).fill(0));
    for (const model of models) await model.dispose?.();
    policy.dispose();
  });

  it("is named where its gradient is not finite", async () => {
    const policy = transformerPolicy();
    const scalar = await scalarModel(policy, "reward");
    await scalar.accumulate(BATCH, { wants: ["scores"], needs: [], compute: ({ scores }) => ({ loss: scores.sum().mul(NaN).asScalar(), metrics: {} }) });
    const problem = await scalar.step({ step: 1, of: 1 }).catch((error: unknown) => error);
    expect((problem as UserError).place.component).to.equal("scalar model reward, step 1");
    await scalar.dispose?.();
    policy.dispose();
  });

  it("goes on from a snapshot exactly", async () => {
    const policy = transformerPolicy();
    const loss: Loss = { wants: ["scores"], needs: [], compute: ({ scores }) => ({ loss: scores.sub(1).square().sum().asScalar(), metrics: {} }) };
    const models = [await scalarModel(policy, "a"), await scalarModel(policy, "b")];
    const learn = async (model: Learner, step: number): Promise<void> => {
      await model.accumulate(BATCH, loss);
      await model.step({ step, of: 4 });
    };
    await learn(models[0], 1);
    await models[1].restore?.(stored((await models[0].snapshot?.()) ?? {}));
    for (const model of models) await learn(model, 2);
    expect(await models[1].snapshot?.()).to.deep.equal(await models[0].snapshot?.());
    for (const model of models) await model.dispose?.();
    policy.dispose();
  });
});
