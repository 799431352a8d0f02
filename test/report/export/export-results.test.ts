import { UserError } from "@lode/core";
import { exportResults } from "@lode/report";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { metricRows } from "../../recipes/read-run.js";
import { writeRun } from "../run-fixture.js";
import { writeSuite } from "../suite-fixture.js";

describe("export", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lode-export-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const lines = (table?: string): readonly string[] => exportResults(folder, { format: "csv", table }).trimEnd().split("\n");
  const json = (): Record<string, unknown> => JSON.parse(exportResults(folder, { format: "json" })) as Record<string, unknown>;

  function failure(settings: { readonly format: "csv" | "json"; readonly table?: string }): unknown {
    try {
      return exportResults(folder, settings);
    } catch (error) {
      return error;
    }
  }

  describe("of a run", () => {
    it("has as CSV a row a step, under the union of the metrics, quoted where a name needs it", () => {
      writeRun(folder, { steps: 1, rollouts: 1 });
      writeFileSync(join(folder, "metrics.jsonl"), '{"step":0,"evaluation/a,b/pass1":0.25}\n{"step":1,"reward/mean":-1.5e-7,"a/\\"q\\"":0.1}\n{"step":2,"rew');
      expect(exportResults(folder, { format: "csv" })).to.equal('step,"a/""q""","evaluation/a,b/pass1",reward/mean\n0,,0.25,\n1,0.1,,-1.5e-7\n');
    });

    it("keeps every digit, and has all as one object in JSON", () => {
      writeRun(folder, { steps: 3, rollouts: 1 });
      const [header, ...rows] = lines("metrics").map((line) => line.split(","));
      const metrics = metricRows(folder);
      const read = rows.map((row) => Object.fromEntries(row.flatMap((cell, place) => (cell === "" ? [] : [[header[place], Number(cell)]]))));
      expect(read).to.deep.equal(metrics);
      expect(json()).to.have.keys("recipe", "summary", "metrics");
      expect(json()).to.deep.include({ metrics });
      expect(json().summary).to.include({ steps: 3 });
    });

    it("says with null that a run has not finished", () => {
      writeRun(folder, { steps: 1, rollouts: 1 });
      rmSync(join(folder, "summary.json"));
      expect(json().summary).to.equal(null);
    });

    it("refuses a table that a run has not, naming those it has", () => {
      writeRun(folder, { steps: 1, rollouts: 1 });
      expect(failure({ format: "csv", table: "pairs" }))
        .to.be.instanceOf(UserError)
        .with.property("remedy", "Choose of metrics.");
    });
  });

  describe("of a suite", () => {
    const SCORES = 'recipe,seed,problem,sample,correct\noreal,1,"1,5+2",0,1\noreal,1,012,1,0\n';

    beforeEach(() => {
      writeSuite(folder);
      writeFileSync(join(folder, "scores.csv"), SCORES);
    });

    it("has a table of the recipes by default", () => {
      const [header, ...rows] = lines();
      expect(header).to.equal("name,pass1,low,high,iqm,seeds,words");
      expect(rows.map((row) => row.split(",")[0])).to.deep.equal(["oreal", "grpo", "reinforce"]);
      expect(rows[0]).to.match(/^oreal,0\.7\d*,0\.6\d*,0\.7\d*,,3,$/);
    });

    it("has a table of the pairs with the verdict in words", () => {
      const [header, ...rows] = lines("pairs");
      expect(header).to.match(/^a,b,difference,low,high,verdict,/);
      expect(rows).to.have.length(3);
      expect(rows[1]).to.contain("better").and.to.contain("oreal is better than reinforce This is not evidence");
    });

    it("has tables of curves and metrics of every run", () => {
      expect(lines("curves").slice(0, 2)).to.deep.equal(["recipe,seed,step,pass1", "oreal,1,0,0.3"]);
      expect(lines("curves")).to.have.length(1 + 3 * 3 * 3);
      const [header, ...rows] = lines("metrics");
      expect(header).to.match(/^recipe,seed,step,evaluation/);
      expect(rows).to.have.length(9 * 3);
      expect(rows[3]).to.match(/^oreal,2,0,/);
    });

    it("has the scores as they are, and in JSON with numbers, but texts where they name problems", () => {
      expect(exportResults(folder, { format: "csv", table: "scores" })).to.equal(SCORES);
      expect(json().scores).to.deep.equal([
        { recipe: "oreal", seed: 1, problem: "1,5+2", sample: 0, correct: 1 },
        { recipe: "oreal", seed: 1, problem: "012", sample: 1, correct: 0 },
      ]);
    });

    it("has all of it as one object in JSON", () => {
      const { result, curves, state, metrics } = json();
      for (const [name, value] of Object.entries({ result, curves, suite: state })) {
        expect(value, name).to.deep.equal(JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
      }
      expect(metrics).to.have.length(9);
    });

    it("says which table is there only when every run has ended", () => {
      for (const file of ["result.json", "curves.json", "scores.csv"]) rmSync(join(folder, file));
      for (const table of ["recipes", "pairs", "curves", "scores"]) {
        expect(failure({ format: "csv", table }), table)
          .to.be.instanceOf(UserError)
          .with.property("code", "RUN_NOT_FOUND");
      }
      expect(lines("metrics")).to.have.length(1 + 9 * 3);
      expect(json()).to.include({ result: null, curves: null, scores: null });
    });
  });

  it("refuses a folder that is neither, and a table in JSON", () => {
    expect(failure({ format: "csv" }))
      .to.be.instanceOf(UserError)
      .with.property("code", "RUN_NOT_FOUND");
    writeRun(folder, { steps: 1, rollouts: 1 });
    expect(failure({ format: "json", table: "metrics" }))
      .to.be.instanceOf(UserError)
      .with.property("code", "USAGE");
  });
});
