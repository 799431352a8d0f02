import { comparePairs, equivalencePValue, readScores, stats, type ComparisonSettings, type RecipeScores } from "@lode/compare";
import { UserError } from "@lode/core";
import { expect } from "chai";
import { REFERENCE_COUNTS, scoresCsv } from "./reference-scores.js";

const { A, B, C } = REFERENCE_COUNTS;
const PAIRED: ComparisonSettings = { paired: true, problems: "fixed" };
const UNPAIRED: ComparisonSettings = { paired: false, problems: "fixed" };
const read = (recipes: Parameters<typeof scoresCsv>[0]): readonly RecipeScores[] => readScores(scoresCsv(recipes), "scores.csv");
const text = (recipes: Parameters<typeof scoresCsv>[0], settings: ComparisonSettings): string => stats(scoresCsv(recipes), "scores.csv", settings).text;

describe("equivalence", () => {
  it("is shown where the 90 % interval lies inside the margin", () => {
    // d .152778, SE .036747, 2 degrees: P(T > t) = 1/2 - t / (2 √(2 + t²)); t_{.95} 2.919986.
    const [pair] = comparePairs(read({ B, A }), { ...PAIRED, equivalence: 0.3 });
    if ("reason" in pair || pair.equivalence === undefined) throw new Error("it is not judged");
    const t = (0.3 - 0.152778) / 0.036747;
    expect(pair.equivalence.pAdjusted).to.be.closeTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), 1e-5);
    expect(pair.equivalence.interval.low).to.be.closeTo(0.152778 - 2.919986 * 0.036747, 1e-5);
    expect(pair.equivalence.interval.high).to.be.closeTo(0.152778 + 2.919986 * 0.036747, 1e-5);
    expect(pair.verdict).to.equal("same");
  });

  it("is not shown where the interval reaches beyond, nor without a margin", () => {
    // 0.152778 + 2.919986 · 0.036747 = 0.260078
    const verdict = (equivalence?: number): string => comparePairs(read({ B, A }), { ...PAIRED, ...(equivalence !== undefined && { equivalence }) })[0].verdict;
    expect([verdict(0.26), verdict(0.2602), verdict()]).to.deep.equal(["cannot-tell", "same", "cannot-tell"]);
  });

  it("has p-values of one half at the margin and above it beyond", () => {
    const spread = [{ standardError: 0.1, degrees: 4 }];
    expect(equivalencePValue(-0.2, 0.2, spread)).to.equal(0.5);
    expect(equivalencePValue(0.3, 0.2, spread)).to.be.closeTo(1 - equivalencePValue(0.1, 0.2, spread), 1e-12);
    expect(() => equivalencePValue(0, 0.1, [])).to.throw(RangeError);
  });

  it("is held to all pairs and all looks", () => {
    const one = comparePairs(read({ B, A }), { ...PAIRED, equivalence: 0.28 });
    const looks = comparePairs(read({ B, A }), { ...PAIRED, equivalence: 0.28, looks: [3, 5, 8, 10] });
    expect([one[0].verdict, looks[0].verdict]).to.deep.equal(["same", "cannot-tell"]);
  });
});

describe("words", () => {
  it("of a difference, about these problems and about all, with and without a cold start in common", () => {
    const claim = "B scores higher than A by 0.153 (95 % interval 0.067 to 0.238)";
    const other = "This says nothing about other problems.";
    expect(text({ B, A }, UNPAIRED)).to.contain(`On these 6 problems ${claim}, averaged over training seeds like these. ${other}`);
    expect(text({ B, A }, { ...UNPAIRED, sharedStart: true })).to.contain(
      `On these 6 problems ${claim}, averaged over training seeds like these, given this cold start. ${other}`,
    );
    expect(text({ A, B }, { ...UNPAIRED, problems: "population", sharedStart: true })).to.contain(
      `${claim} on problems drawn like these, and new seeds, given this cold start.`,
    );
  });

  it("of what cannot be told, which is not equality", () => {
    expect(text({ B, A }, PAIRED)).to.contain(
      "the data allow from -0.005 to 0.311.\n  With 3 seeds differences below 0.208 would usually go unnoticed. This is not evidence that they are equal.",
    );
    expect(text({ B, A, C }, UNPAIRED)).not.to.contain("same");
  });

  it("of what is the same, within what was stated beforehand", () => {
    expect(text({ B, A }, { ...PAIRED, equivalence: 0.3, sharedStart: true })).to.contain(
      "B, A: the same\n  On these 6 problems B and A differ by less than 0.3, as stated beforehand (90 % interval 0.045 to 0.260, p 0.0285), " +
        "averaged over training seeds like these, given this cold start. This says nothing about other problems.\n  The scores differ by 0.153.",
    );
    expect(text({ A, B }, { ...UNPAIRED, equivalence: 0.3 })).to.contain("This says nothing about other problems. By less than 0.3, as stated beforehand.");
  });

  it("of looks", () => {
    expect(text({ B, A }, { ...UNPAIRED, looks: [3, 5] })).to.match(/p 0\.0100, 0\.01\d\d for 2 looks\n/);
  });
});

describe("pass@k", () => {
  it("takes the place of pass@1", () => {
    const { json, text: words } = stats(scoresCsv({ B, A }), "scores.csv", { ...PAIRED, passAt: 2 });
    const { recipes, pairs } = json as { recipes: Record<string, number>[]; pairs: Record<string, number>[] };
    expect(recipes[1].pass2).to.be.closeTo(0.722222, 6e-7);
    expect(recipes[1].low).to.be.closeTo(0.491169, 6e-7);
    expect(recipes[1].high).to.be.closeTo(0.875048, 6e-7);
    expect(pairs[0].low).to.be.closeTo(0.00227, 6e-7);
    expect(pairs[0].p).to.be.closeTo(0.04881, 6e-7);
    expect(words).to.match(/recipe +pass@2/);
    const population = stats(scoresCsv({ B, A }), "scores.csv", { ...PAIRED, passAt: 2, problems: "population" }).json as { pairs: Record<string, number>[] };
    expect(population.pairs[0].high).to.be.closeTo(0.415488, 6e-7);
    expect(population.pairs[0].p).to.be.closeTo(0.124464, 6e-7);
  });

  it("is refused where a problem has fewer answers", () => {
    expect(() => stats(scoresCsv({ B, A }), "scores.csv", { ...PAIRED, passAt: 5 }))
      .to.throw(UserError, "pass@5 needs 5 answers to every problem; recipe B, seed 1, problem p0 has 4")
      .with.deep.property("place", { file: "scores.csv" });
  });

  it("does not take solved problems for right answers", () => {
    const solved = [0, 1, 2].map(() => [3, 3, 4]);
    expect(text({ A: solved }, { ...PAIRED, passAt: 2 })).to.contain("A: every problem was solved;");
  });
});
