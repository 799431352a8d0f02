import { expect } from "chai";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { REFERENCE_COUNTS, scoresCsv } from "./reference-scores.js";

const { A, B, C } = REFERENCE_COUNTS;

interface Printed {
  readonly recipes: readonly Readonly<Record<string, unknown>>[];
  readonly pairs: readonly Readonly<Record<string, unknown>>[];
}

describe("lode stats", () => {
  const folder = new TemporaryFolder();
  const write = (name: string, text: string): string => folder.write(name, text);

  async function json(...words: readonly string[]): Promise<Printed> {
    const { code, stdout, stderr } = await runLode("stats", ...words, "--json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    return JSON.parse(stdout) as Printed;
  }

  it("prints one object, recipes and pairs in the order of the file", async () => {
    const { recipes, pairs } = await json(write("scores.csv", scoresCsv({ B, A, C })));
    expect(recipes.map(({ name }) => name)).to.deep.equal(["B", "A", "C"]);
    expect(recipes[0]).to.have.all.keys("name", "pass1", "low", "high", "iqm", "seeds");
    expect(recipes[0]).to.include({ iqm: null, seeds: 3 });
    expect(pairs.map(({ a, b, verdict }) => [a, b, verdict])).to.deep.equal([
      ["B", "A", "better"],
      ["B", "C", "cannot-tell"],
      ["A", "C", "cannot-tell"],
    ]);
    expect(pairs[0]).to.have.all.keys(
      ...["a", "b", "difference", "low", "high", "p", "pAdjusted", "simultaneousLow", "simultaneousHigh"],
      ...["probabilityOfImprovement", "minimumDetectableEffect", "verdict"],
    );
    expect(pairs[0].low).to.be.closeTo(0.067421, 6e-7);
    expect(pairs[2].probabilityOfImprovement).to.be.closeTo(1 / 3, 1e-12);
  });

  it("pairs seeds by number, whatever their order, and plans for a stated difference", async () => {
    const turned = scoresCsv({ A, B: [B[1], B[2], B[0]] });
    const relabelled = turned.replaceAll(/^B,(\d)/gm, (_, seed: string) => `B,${(Number(seed) % 3) + 1}`);
    const { pairs } = await json(write("paired.csv", relabelled), "--paired", "--difference", "0.1");
    expect(pairs[0]).to.include({ seedsNeeded: 6, seedsNeededUpper: 17, verdict: "cannot-tell" });
    expect(pairs[0].high).to.be.closeTo(0.00533, 6e-7);
  });

  it("is about pass@k where asked", async () => {
    const { recipes } = await json(write("passes.csv", scoresCsv({ A, B })), "--pass-at", "2");
    expect(recipes[0]).to.have.all.keys("name", "pass2", "low", "high", "iqm", "seeds");
    expect(recipes[0].pass2).to.be.closeTo(0.722222, 6e-7);
  });

  it("is about the population where asked", async () => {
    const { recipes, pairs } = await json(write("population.csv", scoresCsv({ A, B })), "--problems", "population", "--paired", "--difference", "0.05");
    expect(recipes[0].low).to.be.closeTo(0.244018, 6e-7);
    expect(pairs[0]).to.include({ seedsNeeded: null, seedsNeededUpper: null });
  });

  it("gives nulls and a reason where a pair cannot be judged", async () => {
    const single = await json(write("single.csv", scoresCsv({ A: [A[0]], B: [B[0]] })), "--difference", "0.1");
    expect(single.recipes[0]).to.include({ low: null, high: null, seeds: 1 });
    expect(single.pairs[0]).to.include({ low: null, p: null, pAdjusted: null, simultaneousLow: null, minimumDetectableEffect: null, seedsNeeded: null });
    expect(single.pairs[0]).to.include({ probabilityOfImprovement: null, verdict: "cannot-tell", reason: "one seed does not show how seeds differ" });
    const constant = await json(write("constant.csv", scoresCsv({ A: [A[0], A[0]], B: [B[0], B[0]] })));
    expect(constant.pairs[0]).to.include({ low: null, verdict: "cannot-tell", reason: "no variation seen between seeds" });
    expect(constant.recipes[0]).to.include({ low: null, reason: "no variation seen between seeds" });
  });

  it("tells people the ranking, each verdict in words and what to do", async () => {
    const { code, stdout } = await runLode("stats", write("text.csv", scoresCsv({ A, B, C })));
    expect(code).to.equal(0);
    expect(stdout.match(/^[ABC] +0\.\d+/gm)?.map((line) => line[0])).to.deep.equal(["B", "C", "A"]);
    for (const words of [
      "B is better than A\n  On these 6 problems B scores higher than A by 0.153 (95 % interval 0.067 to 0.238), averaged over training seeds like these.",
      "This says nothing about other problems.\n  p 0.0100, 0.0299 after Holm for 3 pairs; simultaneous interval 0.025 to 0.281\n",
      "a run of B beats one of A with probability 1.00 (0.34 to 1.00)",
      "A, C: cannot tell",
      "the data allow from -0.281 to 0.261.\n  With 3 and 4 seeds differences below 0.255 would usually go unnoticed. This is not evidence that they are equal.",
      "--difference 0.05 says how many seeds it takes",
    ])
      expect(stdout).to.contain(words);
  });

  it("says what holds only of one model, of two seeds, and of scores at the end of the scale", async () => {
    const text = async (...words: readonly string[]): Promise<string> => (await runLode("stats", ...words)).stdout;
    expect(await text(write("one.csv", scoresCsv({ A: [A[0]] })))).to.contain("A: standard error 0.076, for this trained model only");
    const zeros = [0, 1, 2].map(() => new Array<number>(50).fill(0));
    const ends = write("zeros.csv", scoresCsv({ A: zeros, B: [...zeros.slice(1), [1, ...zeros[0].slice(1)]] }));
    expect(await text(ends))
      .to.contain("A: every answer was wrong; up to 0.708 of runs might behave otherwise")
      .and.contain("0.000 to 0.024");
    expect(await text(ends, "--problems", "population")).to.contain("B: the interval holds less often than it says");
    expect(await text(write("two.csv", scoresCsv({ A: A.slice(1), B: B.slice(1) })))).to.contain("A: with two seeds an interval is too wide to be of use");
    expect(await text(write("plan.csv", scoresCsv({ A, B })), "--paired", "--problems", "population", "--difference", "0.05")).to.contain(
      "no number of seeds settles a difference of 0.05: add problems",
    );
  });

  for (const [words, code, says] of [
    [["absent.csv"], "FILE_UNREADABLE", "absent.csv"],
    [["scores.csv", "--difference", "0"], "USAGE", "fraction above 0"],
    [["scores.csv", "--pass-at", "0"], "USAGE", "whole number from 1"],
    [["scores.csv", "--difference", "5%"], "USAGE", "fraction above 0"],
    [["scores.csv", "--problems", "all"], "USAGE", "fixed, population"],
  ] as const) {
    it(`refuses ${words.join(" ")}`, async () => {
      const outcome = await runLode("stats", ...words);
      expect([outcome.code, outcome.stdout, outcome.stderr.split(":")[0]]).to.deep.equal([2, "", code]);
      expect(outcome.stderr).to.contain(says);
    });
  }

  it("names the file and line of a score that is none, and the seed without partner", async () => {
    const bad = await runLode("stats", write("bad.csv", "recipe,seed,problem,sample,correct\na,1,p,0,yes\n"));
    expect(bad.code).to.equal(2);
    expect(bad.stderr).to.match(/^DATA_INVALID: correct is "yes"\n {2}at {3}.*bad\.csv {2}line 2\n {2}do {3}/);
    const alone = await runLode("stats", write("alone.csv", scoresCsv({ A, C })), "--paired");
    expect([alone.code, alone.stderr.split("\n")[0]]).to.deep.equal([2, "DATA_INVALID: recipe A has no seed 4, another recipe has: it has no partner"]);
  });
});
