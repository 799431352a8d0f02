import { readFileSync } from "node:fs";
import { expect } from "chai";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { writeRun } from "./run-fixture.js";

describe("lode export", () => {
  const folder = new TemporaryFolder();

  before(() => writeRun(folder.at("run"), { steps: 1, rollouts: 1 }));

  it("prints CSV by default, and JSON when asked for", async () => {
    const csv = await runLode("export", folder.at("run"));
    expect([csv.code, csv.stderr]).to.deep.equal([0, ""]);
    expect(csv.stdout).to.match(/^step,evaluation\/held-out\/pass1,.*\n0,0\.25,.*\n1,0\.75,.*\n$/);
    const json = await runLode("export", folder.at("run"), "--format", "json");
    expect(JSON.parse(json.stdout)).to.have.property("metrics").with.lengthOf(2);
  });

  it("writes a file instead, and names it", async () => {
    const { code, stdout } = await runLode("export", folder.at("run"), "--out", folder.at("run.csv"));
    expect([code, stdout]).to.deep.equal([0, `${folder.at("run.csv")}\n`]);
    expect(readFileSync(folder.at("run.csv"), "utf8")).to.match(/^step,/);
  });

  it("refuses what it cannot do: exit code 2", async () => {
    for (const words of [
      [folder.path],
      [folder.at("run"), "--format", "xml"],
      [folder.at("run"), "--table", "pairs"],
      [folder.at("run"), "--out", folder.at("no/such.csv")],
    ]) {
      const { code, stdout } = await runLode("export", ...words);
      expect([code, stdout], words.join(" ")).to.deep.equal([2, ""]);
    }
  });
});
