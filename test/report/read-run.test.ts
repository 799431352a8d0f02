import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { UserError } from "@lode/core";
import { readRun, type RunKnowledge } from "@lode/report";
import { expect } from "chai";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { pageModule } from "./page-modules.js";
import { decode, MARKUP, writeRun } from "./run-fixture.js";

const { difficultyLevels } = pageModule("read/difficulty-levels");
const { meanLevels } = pageModule("read/mean-levels");
const { rolloutLimits } = pageModule("read/rollout-limits");
const { tokenPieces } = pageModule("read/token-pieces");
const KNOWLEDGE: RunKnowledge = { declarations: {}, decode, explanation: {}, notes: [] };

function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("readRun", () => {
  const folder = new TemporaryFolder();
  const run = (): string => folder.at("run");

  beforeEach(() => {
    rmSync(run(), { recursive: true, force: true });
    writeRun(run(), { steps: 5, rollouts: 40 });
  });

  it("reads steps, numbers and what the run was made with", () => {
    const data = readRun(run(), "runs/it", KNOWLEDGE);
    expect(data).to.include({ name: "made-up", location: "runs/it", steps: 5 });
    expect(data.metrics.map(({ step }) => step)).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(data.metrics[5]["evaluation/held-out/pass1"]).to.equal(0.75);
    expect(data.environment).to.deep.equal({ hash: "abc", engine: "onnx, threads 2", versions: { "@lode/core": "0.1.0" } });
    expect(data.recipe).to.deep.include({ key: "objective.klCoefficient", value: "0.01" });
    expect(data.summary?.final?.pass1).to.equal(0.75);
  });

  it("shows the first 32 rollouts of a step and says how many there are", () => {
    const { rollouts } = readRun(run(), "it", KNOWLEDGE);
    expect(rollouts.map(({ step, recorded, file }) => [step, recorded, file])).to.deep.equal(
      [1, 2, 3, 4, 5].map((step) => [step, 40, `rollouts/step-${step}.jsonl`]),
    );
    expect(rollouts[0].rollouts.map(({ sample }) => sample)).to.deep.equal(Array.from({ length: 32 }, (_, place) => place));
  });

  it("gives the completion's tokens their text, weights, log-probabilities and advantage", () => {
    const [first, second, third] = readRun(run(), "it", KNOWLEDGE).rollouts[2].rollouts;
    expect(first.pieces).to.deep.equal(["2", "+", "2", "=", "4", ""]);
    expect(first.weights).to.deep.equal([0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
    expect(first.logprobs).to.deep.equal([-0.4, -0.5, -0.6, -0.7, -0.8, -0.9]);
    expect(first).to.include({ advantage: 1, selected: true });
    expect(first.advantages).to.equal(undefined);
    expect(second.text).to.equal(MARKUP);
    expect(third.weights).to.equal(undefined);
  });

  it("has pass rates by difficulty of every evaluation", () => {
    const [before, after] = readRun(run(), "it", KNOWLEDGE).evaluations;
    expect(before.levels).to.deep.equal([
      { name: "1", problems: 2, pass1: 0.25, standardError: 0 },
      { name: "2", problems: 2, pass1: 0, standardError: 0 },
    ]);
    expect(after.levels.map(({ pass1 }) => pass1)).to.deep.equal([0.75, 0.5]);
  });

  it("reads a run that has just begun, and a line that is being written", () => {
    rmSync(folder.at("run/rollouts"), { recursive: true });
    rmSync(folder.at("run/evaluations"), { recursive: true });
    rmSync(folder.at("run/summary.json"));
    writeFileSync(folder.at("run/metrics.jsonl"), '{"step":1,"reward/mean":0.5}\n{"step":2,"rew');
    const { metrics, rollouts, evaluations, summary } = readRun(run(), "it", KNOWLEDGE);
    expect([metrics.length, rollouts, evaluations, summary]).to.deep.equal([1, [], [], undefined]);
  });

  it("names a damaged line, and a folder that is no run", () => {
    appendFileSync(folder.at("run/metrics.jsonl"), "{\n{}\n");
    const damaged = refusal(() => readRun(run(), "it", KNOWLEDGE));
    expect([damaged.code, damaged.message, damaged.place.file]).to.deep.equal(["RUN_DAMAGED", "line 7 is not JSON", folder.at("run/metrics.jsonl")]);
    expect(refusal(() => readRun(folder.at("none"), "none", KNOWLEDGE)).code).to.equal("RUN_NOT_FOUND");
  });
});

describe("what a page holds of rollouts", () => {
  it("is less a step the more steps there are", () => {
    expect(rolloutLimits(20)).to.deep.equal({ rollouts: 32, tokens: 15_000 });
    expect(rolloutLimits(1000)).to.deep.equal({ rollouts: 4, tokens: 300 });
    expect(rolloutLimits(100_000).rollouts).to.equal(1);
  });

  it("has pieces that together are the text, also where a character is two tokens", () => {
    const bytes = (tokens: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(tokens));
    const tokens = [...new TextEncoder().encode("aé!")];
    expect(tokenPieces(tokens, bytes)).to.deep.equal(["a", "", "é", "!"]);
    expect(tokenPieces([97, 98], bytes)).to.deep.equal(["a", "b"]);
    const words = (numbers: readonly number[]): string => numbers.map((number) => `w${number}`).join(" ");
    expect(tokenPieces([1, 2, 3], words)).to.deep.equal(["w1", " w2", " w3"]);
  });
});

describe("pass rates by difficulty", () => {
  const answer = (difficulty: number | undefined, problem: string, outcome: string): object => ({ set: "s", problem, difficulty, outcome });

  it("are means over problems with their standard error", () => {
    const answers = [answer(2, "a", "correct"), answer(2, "a", "incorrect"), answer(2, "b", "correct"), answer(undefined, "c", "correct")];
    expect(difficultyLevels(answers as never)).to.deep.equal([{ name: "2", problems: 2, pass1: 0.75, standardError: 0.25 }]);
  });

  it("puts many values together into ten levels", () => {
    const levels = difficultyLevels(Array.from({ length: 40 }, (_, place) => answer(39 - place, `p${place}`, "correct")) as never);
    expect(levels.map(({ name, problems }) => [name, problems]).slice(0, 2)).to.deep.equal([
      ["0 to 3", 4],
      ["4 to 7", 4],
    ]);
    expect(levels).to.have.length(10);
  });

  it("are averaged over runs", () => {
    const run = (pass1: number): readonly object[] => [{ name: "1", problems: 7, pass1 }];
    expect(meanLevels([run(0.25), run(0.75)] as never)).to.deep.equal([{ name: "1", problems: 7, pass1: 0.5, standardError: 0.25 }]);
    expect(meanLevels([run(0.25)] as never)[0].standardError).to.equal(undefined);
  });
});
