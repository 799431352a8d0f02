import { randomStream, type Completion, type GenerationRequest, type Policy, type Verdict, type Verifier } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import type { EvaluatedModel, EvaluationSet } from "../../core/src/trainer/sample-evaluation.js";
import { core } from "./core.js";
import { never } from "./step-inputs.js";
import { letters, numbers } from "./toy-run.js";
import { rejection } from "../sampling/rejection.js";

const { evaluate } = core("trainer/evaluate");
const { sampleEvaluation } = core("trainer/sample-evaluation");

const SET: EvaluationSet = { name: "held-out", dataset: numbers, problems: 4, samples: 2, temperature: 0.5, topP: 0.9, maxTokens: 7 };
const STREAM = randomStream(1).at("evaluation");

/** Answers problem p, sample s by the letter of `answers[p][s]`; gives completions in reverse, and keeps what it was asked. */
class Answers {
  asked: readonly GenerationRequest[] = [];

  constructor(private readonly answers: readonly string[]) {}

  asPolicy(): Policy {
    return { generate: (requests: readonly GenerationRequest[]) => this.generate(requests) } as unknown as Policy;
  }

  private async *generate(requests: readonly GenerationRequest[]): AsyncGenerator<Completion> {
    this.asked = requests;
    for (const [request, { samples }] of [...requests.entries()].reverse()) {
      for (let sample = samples - 1; sample >= 0; sample--) {
        const letter = this.answers[request][sample];
        const tokens = Int32Array.of(...letters.encode(letter), 1);
        yield {
          request,
          sample,
          tokens,
          logprobs: new Float32Array(2),
          sampledLogprobs: new Float32Array(2),
          stop: letter === "l" ? "length" : "end",
          version: 3,
        };
      }
    }
  }
}

const OUTCOMES: Readonly<Record<string, Verdict["outcome"]>> = { c: "correct", d: "correct", a: "abstain", e: "error", t: "timeout" };
/** c and d are correct, a abstains, e fails, t is too late, anything else is wrong. The letter is the answer. */
const byLetter: Verifier = {
  verify: async (attempts) => attempts.map(({ rollout: { text } }) => ({ outcome: OUTCOMES[text] ?? "incorrect", reason: "", extracted: text })),
};

function model(answers: readonly string[]): EvaluatedModel & { policy: Policy; answers: Answers } {
  const scripted = new Answers(answers);
  return { answers: scripted, policy: scripted.asPolicy(), tokenizer: letters, verifier: byLetter };
}

describe("evaluate", () => {
  it("gives pass@1 and its standard error over problems, pass@k and maj@k: by hand", async () => {
    // Shares of correct samples 1, 1/2, 0 and 0: mean 3/8, variance (sample) (25+1+9+9)/64/3 = 11/48.
    const { result, metrics } = await evaluate(model(["cc", "ci", "ii", "ij"]), SET, STREAM, never);
    expect(result).to.include({ problems: 4, samples: 2, pass1: 0.375 });
    expect(result.standardError).to.be.closeTo(Math.sqrt(11 / 48 / 4), 1e-12);
    // One of two correct: 2, 1, 0, 0 problems. Commonest answer correct: 1, half, 0, 0.
    expect(metrics).to.deep.equal({
      pass1: 0.375,
      standardError: result.standardError,
      pass2: 0.5,
      majority2: 0.375,
      meanLength: 2,
      truncated: 0,
      unsettled: 0,
    });
  });

  it("agrees with the textbook for any shares", async () => {
    const answers = fc.array(fc.string({ unit: fc.constantFrom("c", "i"), minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(answers, async (texts) => {
        const { result, metrics } = await evaluate(model(texts), { ...SET, problems: texts.length, samples: 3 }, STREAM, never);
        const shares = texts.map((text) => text.replaceAll("i", "").length / 3);
        const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
        const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1);
        expect(result.pass1).to.be.closeTo(mean, 1e-12);
        expect(result.standardError).to.be.closeTo(Math.sqrt(variance / shares.length), 1e-12);
        expect(metrics.pass3).to.be.closeTo(texts.filter((text) => text.includes("c")).length / texts.length, 1e-12);
        expect(metrics.majority3).to.be.closeTo(texts.filter((text) => text.replaceAll("i", "").length >= 2).length / texts.length, 1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it("counts what is unsettled or cut off as not correct, and says how much there is", async () => {
    const { result, metrics, groups } = await evaluate(model(["ca", "el", "tl", "cd"]), SET, STREAM, never);
    expect(result.pass1).to.equal((0.5 + 0 + 0 + 1) / 4);
    expect(metrics).to.include({ unsettled: 3 / 8, truncated: 2 / 8 });
    expect(groups[1].verdicts?.map(({ outcome }) => outcome)).to.deep.equal(["error", "incorrect"]);
  });

  it("has no pass@k of a single sample", async () => {
    const { metrics } = await evaluate(model(["c", "i"]), { ...SET, problems: 2, samples: 1 }, STREAM, never);
    expect(Object.keys(metrics)).to.deep.equal(["pass1", "standardError", "meanLength", "truncated", "unsettled"]);
  });
});

describe("sampleEvaluation", () => {
  it("asks for the first problems of the set, with its own settings and no top-k", async () => {
    const asked = model(["cc", "cc", "cc", "cc"]);
    await sampleEvaluation(asked, SET, STREAM, never);
    expect(asked.answers.asked.map(({ prompt }) => [...prompt])).to.deep.equal([0, 1, 2, 3].map((index) => [2 + index]));
    for (const { random: _, prompt: __, ...settings } of asked.answers.asked) {
      expect(settings).to.deep.equal({ samples: 2, temperature: 0.5, topP: 0.9, maxTokens: 7, topK: 0 });
    }
  });

  it("draws the same numbers at every step and for every policy: they hang on set and problem alone", async () => {
    const number = async (set: Partial<EvaluationSet>): Promise<readonly number[]> => {
      const asked = model(["cc", "cc", "cc", "cc"]);
      await sampleEvaluation(asked, { ...SET, ...set }, STREAM, never);
      return asked.answers.asked.map(({ random }) => random.uniform(1, 5));
    };
    const all = await number({});
    expect(await number({})).to.deep.equal(all);
    expect(await number({ problems: 2, samples: 1, temperature: 1 })).to.deep.equal(all.slice(0, 2));
    expect(new Set([...all, ...(await number({ name: "other" }))]).size).to.equal(8);
    expect(all[2]).to.equal(STREAM.at("held-out", 2).uniform(1, 5));
  });

  it("makes a rollout of prompt and completion at its place, whatever the order in which completions come", async () => {
    const groups = await sampleEvaluation(model(["ci", "jc", "ii", "cj"]), SET, STREAM, never);
    expect(groups.map(({ rollouts }) => rollouts.map(({ text }) => text).join(""))).to.deep.equal(["ci", "jc", "ii", "cj"]);
    const { draw, rollouts } = groups[3];
    expect(draw.problem.id).to.equal("p3");
    expect([...rollouts[1].tokens]).to.deep.equal([5, ...letters.encode("j"), 1]);
    expect([...rollouts[1].action]).to.deep.equal([0, 1, 1]);
    expect(rollouts[1]).to.include({ draw, sample: 1, source: "policy", stop: "end", version: 3 });
  });

  it("names a set with too few problems, and the number to write instead", async () => {
    const error = await rejection(sampleEvaluation(model([]), { ...SET, problems: 9 }, STREAM, never));
    expect(error).to.deep.include({ code: "DATA_INVALID", place: { pointer: "/evaluation/sets/held-out/problems" } });
    expect(error).to.have.property("remedy").that.contains("8");
  });

  it("throws the signal's reason when it aborts", async () => {
    const stop = new AbortController();
    stop.abort(new Error("stop"));
    const error = await rejection(sampleEvaluation(model(["cc", "cc", "cc", "cc"]), SET, STREAM, stop.signal));
    expect(error).to.equal(stop.signal.reason);
  });
});
