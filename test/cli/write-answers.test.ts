import { train } from "@lode/core";
import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { PARITY, TINY } from "../recipes/tiny.js";
import { runLode } from "./run-lode.js";

type Row = Readonly<Record<string, unknown>>;

function rowsOf(file: string): readonly Row[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Row);
}

describe("lode eval --write-answers", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();
  let run = "";

  before(async () => {
    run = folder.at("run");
    await train(join(RECIPES, "arithmetic", "base.json"), { out: run, set: [...TINY, ...PARITY, "evaluation.sets.held-out.samples=2"] });
  });

  it("writes what the run wrote of its last evaluation, and prompt, answer, text, verdict and score", async () => {
    const file = folder.at("answers.jsonl");
    const { code, stdout } = await runLode("eval", run, "--write-answers", file, "--json");
    expect(code).to.equal(0);
    const rows = rowsOf(file);
    const evaluated = rowsOf(join(run, "evaluations/step-2.jsonl"));
    expect(rows).to.have.length(8);
    rows.forEach((row, place) => expect(row).to.deep.include(evaluated[place]));
    for (const { problem, prompt, answer, text, stop, outcome, verdict, score, tokens } of rows) {
      expect([problem, answer].every((value) => typeof value === "string" && value !== "")).to.equal(true);
      expect(prompt).to.equal(`${String(problem)}\n`);
      expect((text as string).length).to.be.within(1, tokens as number);
      expect(stop).to.be.oneOf(["end", "length"]);
      expect(verdict).to.include({ outcome });
      expect(score).to.equal(outcome === "correct" ? 1 : 0);
    }
    const { answersFile, sets } = JSON.parse(stdout) as { answersFile: string; sets: Record<string, { pass1: number }> };
    expect(answersFile).to.equal(file);
    expect(sets["held-out"].pass1).to.be.closeTo(rows.reduce((sum, { score }) => sum + (score as number), 0) / 8, 1e-12);
  });

  it("has the answers of all sets, of the policy of a recipe too, and says where", async () => {
    const file = folder.at("sets.jsonl");
    const other = 'evaluation.sets.other={"dataset":{"use":"arithmetic","split":"test"},"problems":1,"samples":1}';
    const { code, stdout } = await runLode("eval", join(run, "recipe.json"), "--write-answers", file, "--set", other);
    expect([code, stdout.endsWith(`\nwritten: ${file}\n`)]).to.deep.equal([0, true]);
    expect(rowsOf(file).map(({ set }) => set)).to.deep.equal([...Array<string>(8).fill("held-out"), "other"]);
  });

  it("replaces no file, leaves none behind when it fails, and knows what it does not go with", async () => {
    const there = await runLode("eval", run, "--write-answers", folder.write("there.jsonl", "mine"));
    expect([there.code, there.stderr.split("\n")[0]]).to.deep.equal([2, `USAGE: ${folder.at("there.jsonl")} exists already`]);
    expect(readFileSync(folder.at("there.jsonl"), "utf8")).to.equal("mine");
    const failed = await runLode("eval", run, "--write-answers", folder.at("failed.jsonl"), "--set", "evaluation=null");
    expect(failed.stderr).to.match(/^COMPONENT_MISSING/);
    expect([existsSync(folder.at("failed.jsonl")), existsSync(folder.at("failed.jsonl.part"))]).to.deep.equal([false, false]);
    const nowhere = await runLode("eval", run, "--write-answers", folder.at("absent/answers.jsonl"));
    expect(nowhere.stderr).to.match(/^FILE_UNREADABLE: cannot write /);
    const both = await runLode("eval", run, "--write-answers", folder.at("a.jsonl"), "--write-pass-rates", folder.at("b.jsonl"));
    expect([both.code, both.stderr]).to.satisfy(([code, text]: [number, string]) => code === 2 && /^USAGE: --write-answers does not go with/.test(text));
  });
});
