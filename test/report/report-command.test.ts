import { existsSync, readFileSync, rmSync } from "node:fs";
import { expect } from "chai";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { writeRun } from "./run-fixture.js";
import { writeSuite } from "./suite-fixture.js";

describe("lode report", () => {
  const folder = new TemporaryFolder();

  it("writes the page of a run into its folder, and says what a page lacks whose plugins are missing", async () => {
    writeRun(folder.at("run"), { steps: 2, rollouts: 2 });
    const { code, stdout, stderr } = await runLode("report", folder.at("run"));
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout)
      .to.match(/^note: Without the run's plugins/)
      .and.contain(`\n${folder.at("run/report.html")}\n`)
      .and.contain("next: ");
    const page = readFileSync(folder.at("run/report.html"), "utf8");
    expect(page).to.contain("<title>made-up · run</title>").and.contain("Mean reward of the rollouts.");
  });

  it("asks the run's plugins for formulas and for what metrics mean", async () => {
    writeRun(folder.at("whole"), { steps: 2, rollouts: 1 });
    rmSync(folder.at("whole/rollouts"), { recursive: true });
    folder.write("whole/recipe.json", { extends: "@lode/recipes/arithmetic/oreal.json", name: "whole", training: { steps: 2 } });
    const { code, stdout } = await runLode("report", folder.at("whole"));
    expect([code, stdout]).to.deep.equal([0, `${folder.at("whole/report.html")}\nnext: lode report ${folder.at("whole")} --open\n`]);
    expect(readFileSync(folder.at("whole/report.html"), "utf8"))
      .to.contain('"objective: oreal":["')
      .and.contain('"reward-model/accuracy":{"unit":"fraction"');
  });

  it("writes the page of a suite where it is told to", async () => {
    writeSuite(folder.at("suite"));
    const { code, stdout } = await runLode("report", folder.at("suite"), "--out", folder.at("page.html"));
    expect([code, stdout.split("\n")[0]]).to.deep.equal([0, folder.at("page.html")]);
    expect(existsSync(folder.at("suite/report.html"))).to.equal(false);
    expect(readFileSync(folder.at("page.html"), "utf8")).to.contain("<title>made-up-suite · suite</title>");
  });

  it("refuses a folder that is neither, and a place that cannot be written", async () => {
    const neither = await runLode("report", folder.path);
    expect(neither.code).to.equal(2);
    expect(neither.stderr).to.match(/^RUN_NOT_FOUND: .* is neither a run nor a suite/);
    const nowhere = await runLode("report", folder.at("run"), "--out", folder.at("no/such/page.html"));
    expect(nowhere.code).to.equal(2);
    expect(nowhere.stderr).to.match(/^FILE_UNREADABLE: cannot write/);
  });
});
