import { expect } from "chai";
import { uniforms } from "../../compare/simulated-recipes.js";
import { GRID, isTypical } from "./cell.js";
import { cellCoverage, METHODS } from "./cell-coverage.js";
import { cellTable, coveragePage, coverageTable, surprises, type Coverage } from "./coverage-text.js";
import { LogitModel } from "./logit-model.js";

const smallest = GRID.findIndex(({ seeds, problems, samples, runDeviation }) => seeds === 3 && problems === 50 && samples === 4 && runDeviation === 0.03);

function coverage(held: (ours: boolean) => number): Coverage {
  const counts = GRID.map(() => METHODS.map(({ ours }) => ({ held: held(ours), of: 1000 })));
  return { command: "npm run bench:statistics", machine: "a machine", seconds: 600, repetitions: 1000, counts };
}

describe("bench: coverage of intervals", () => {
  it("has 144 cells, one typical for each number of seeds", () => {
    expect([GRID.length, GRID.filter(isTypical).length]).to.deep.equal([144, 4]);
  });

  it("simulates recipes with the truth that it says", () => {
    const model = new LogitModel(GRID[smallest], uniforms(1));
    const sums = { fixed: 0, population: 0, difference: 0 };
    const suites = 1500;
    for (let count = 0; count < suites; count++) {
      const { first, paired } = model.next();
      const score = first.scores.flat().reduce((sum, value) => sum + value, 0) / (3 * 50);
      sums.fixed += (score - first.fixedTruth) / suites;
      sums.population += (score - first.populationTruth) / suites;
      sums.difference += (paired.fixedTruth - first.fixedTruth) / suites;
    }
    // Standard errors: of a fixed score 0.03 / √1500, of a population score 0.06 / √1500.
    expect(Math.abs(sums.fixed)).to.be.below(0.003);
    expect(Math.abs(sums.population)).to.be.below(0.006);
    expect(sums.difference).to.be.within(0.02, 0.04);
  });

  it("is the same every time, holds for ours and not for a bootstrap over three runs", () => {
    const counts = cellCoverage(smallest, 600);
    expect(cellCoverage(smallest, 100)).to.deep.equal(cellCoverage(smallest, 100));
    METHODS.forEach(({ target, name, ours }, place) => {
      const share = counts[place].held / counts[place].of;
      if (ours) expect(share, `${target}, ${name}`).to.be.above(0.92);
      if (name === "percentile bootstrap over runs") expect(share, `${target}, ${name}`).to.be.below(0.9);
    });
  });

  it("is told by number of seeds and by cell, with what contradicts Lode", () => {
    const good = coverage((ours) => (ours ? 950 : 800));
    expect(coverageTable(good)).to.have.length(METHODS.length + 1);
    expect(coverageTable(good)[1][2]).to.equal("0.800 (0.800)");
    expect(cellTable(good)).to.have.length(145);
    expect(surprises(good)).to.deep.equal([]);
    expect(coveragePage(good)).to.contain("in 10 minutes on a machine").and.contain("No cell is under 0.93");
    expect(surprises(coverage((ours) => (ours ? 880 : 800)))).to.have.length(144 * METHODS.filter(({ ours }) => ours).length);
    expect(surprises(coverage(() => 950))[0]).to.contain("a control holds");
  });
});
