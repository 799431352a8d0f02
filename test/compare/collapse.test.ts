import { collapse, collapseInWords, readScores, type ComparisonSettings, type RecipeScores } from "@lode/compare";
import { expect } from "chai";
import { REFERENCE_COUNTS, scoresCsv } from "./reference-scores.js";

const SETTINGS: ComparisonSettings = { paired: false, problems: "fixed" };
const { A } = REFERENCE_COUNTS;
const scores = (rows: readonly (readonly number[])[]): RecipeScores => readScores(scoresCsv({ A: rows }), "scores.csv")[0];

describe("collapse", () => {
  it("is counted, and the others are scored without it", () => {
    const found = collapse(scores([...A, [0, 0, 0, 0, 0, 1]]), 0.2, SETTINGS);
    expect([found.runs, found.collapsed]).to.deep.equal([4, ["4"]]);
    // Clopper and Pearson, 1 of 4.
    expect(found.share.low).to.be.closeTo(0.006309, 6e-7);
    expect(found.share.high).to.be.closeTo(0.80588, 6e-7);
    // A alone.
    expect(found.others?.score).to.be.closeTo(0.583333, 6e-7);
    expect(found.others?.interval?.low).to.be.closeTo(0.478457, 6e-7);
    expect(collapseInWords(found)).to.deep.equal([
      "A: 1 of 4 runs collapsed (seed 4), below 0.2 as set beforehand; the share of runs that do is 0.006 to 0.806 (95 % interval)",
      "A: given no collapse the score is 0.583 (95 % interval 0.478 to 0.681)",
      "A: the interval over all runs does not hold where runs collapse",
    ]);
  });

  it("has an interval also where no run collapsed", () => {
    const found = collapse(scores(A), 0.2, SETTINGS);
    expect(found.share).to.deep.include({ low: 0 });
    expect(found.share.high).to.be.closeTo(0.707598, 6e-7);
    expect(collapseInWords(found)).to.deep.equal([
      "A: 0 of 3 runs collapsed, below 0.2 as set beforehand; the share of runs that do is 0.000 to 0.708 (95 % interval)",
    ]);
  });

  it("leaves no score where every run collapsed, and no interval where one is left", () => {
    expect(collapseInWords(collapse(scores(A), 0.9, SETTINGS))[1]).to.equal("A: no run is left to give a score given no collapse");
    expect(collapse(scores(A), 0.9, SETTINGS).share.high).to.equal(1);
    const one = collapseInWords(collapse(scores([A[0], [0, 0, 0, 0, 0, 0]]), 0.5, SETTINGS));
    expect(one[1]).to.equal("A: given no collapse the score is 0.583 (no interval: one seed does not show how seeds differ)");
  });

  it("is below the threshold, not at it", () => {
    expect(
      collapse(
        scores([
          [2, 2],
          [4, 4],
        ]),
        0.5,
        SETTINGS,
      ).collapsed,
    ).to.deep.equal([]);
  });
});
