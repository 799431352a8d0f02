import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { take } from "../arithmetic/take.js";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import { openedDataset } from "./opened-dataset.js";
import { filesRecipe } from "./recipe.js";
import { jsonLines, sums } from "./row-files.js";

type Row = Readonly<Record<string, unknown>> & { readonly passRate: number };

describe("lode eval --write-pass-rates", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();
  let recipe = "";

  before(() => {
    folder.write("train.jsonl", jsonLines(sums(70).map((row) => ({ ...row, solution: "s", difficulty: 2 }))));
    folder.write("test.jsonl", jsonLines([0, 1].map((place) => ({ question: `held out ${place}`, answer: "1" }))));
    const prompt = { style: "text", template: "Q {question}\n" };
    const base = filesRecipe("./train.jsonl", "./test.jsonl") as { dataset: object };
    recipe = folder.write("recipe.json", { ...base, plugins: [PARITY_PLUGIN], verifier: { use: "parity" }, dataset: { ...base.dataset, prompt } });
  });

  const lode = (...words: readonly string[]) => runLode("eval", recipe, ...words);

  it("writes every problem of the data set with its measured pass rate, and the data set reads them back", async () => {
    const file = folder.at("rates.jsonl");
    const { code, stdout } = await lode("--write-pass-rates", file, "--samples", "4", "--json");
    expect(code).to.equal(0);
    const written = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Row);
    const [{ passRate, samples, ...problem }] = written;
    expect(Object.keys(problem)).to.deep.equal(["id", "question", "answer", "solution", "difficulty"]);
    expect(samples).to.equal(4);
    expect([passRate * 4, new Set(written.map((row) => row.passRate)).size > 1]).to.deep.equal([Math.round(passRate * 4), true]);
    expect(written.map(({ id }) => id).sort()).to.deep.equal(
      sums(70)
        .map(({ id }) => id)
        .sort(),
    );
    const mean = written.reduce((sum, row) => sum + row.passRate, 0) / 70;
    expect(JSON.parse(stdout)).to.deep.include({ step: 0, problems: 70, samples: 4, never: written.filter((row) => row.passRate === 0).length });
    expect((JSON.parse(stdout) as { meanPassRate: number }).meanPassRate).to.be.closeTo(mean, 1e-12);
    const read = await openedDataset({ paths: [file], shuffle: false }, (dataset) => take(70, dataset.draws(0)));
    expect(read.map(({ problem: of }) => [of.id, of.question, of.passRate])).to.deep.equal(written.map((row) => [row.id, row.question, row.passRate]));
  });

  it("measures the same again, for the first problems alone too", async () => {
    const [first, second] = [folder.at("first.jsonl"), folder.at("second.jsonl")];
    await lode("--write-pass-rates", first, "--samples", "4", "--problems", "66");
    await lode("--write-pass-rates", second, "--samples", "4", "--problems", "3");
    expect(readFileSync(first, "utf8").startsWith(readFileSync(second, "utf8"))).to.equal(true);
    expect(readFileSync(first, "utf8").trim().split("\n")).to.have.length(66);
  });

  it("replaces no file, leaves none behind when it fails, and knows its options", async () => {
    const there = await lode("--write-pass-rates", folder.write("there.jsonl", "mine"));
    expect([there.code, there.stderr.split("\n")[0]]).to.deep.equal([2, `USAGE: ${folder.at("there.jsonl")} exists already`]);
    expect(readFileSync(folder.at("there.jsonl"), "utf8")).to.equal("mine");
    const failed = await lode("--write-pass-rates", folder.at("failed.jsonl"), "--set", "verifier=null", "--set", "rewardModel=null");
    expect([failed.code === 0, existsSync(folder.at("failed.jsonl")), existsSync(folder.at("failed.jsonl.part"))]).to.deep.equal([false, false, false]);
    expect((await lode("--samples", "3")).stderr).to.match(/^USAGE: --samples and --problems go with --write-pass-rates/);
    expect((await lode("--write-pass-rates", join(folder.path, "x.jsonl"), "--samples", "0")).code).to.equal(2);
  });
});
