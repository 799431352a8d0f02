import { compareSuite } from "@lode/compare";
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { spawnLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { LodeProcess } from "../resume/lode-process.js";
import { TestHost, tinySuite, writeRecipes } from "./suite-fixture.js";

/** A plugin whose verifier ends its process. */
const DEADLY = `const verify = () => process.kill(process.pid, "SIGKILL");
export default { name: "@test/deadly", core: "^0.1.0", components: [{
  contract: Symbol.for("@lode/core/Verifier"), use: "deadly", description: "", create: { from: () => ({ verify }) },
}] };`;

describe("lode compare in processes", function () {
  // Several processes, each of which has to start.
  this.timeout(180_000);
  const folder = new TemporaryFolder();
  let reference: readonly string[] = [];

  before(async () => {
    writeRecipes(folder);
    folder.write("suite.json", tinySuite());
    await compareSuite(folder.at("suite.json"), { out: folder.at("reference") }, new TestHost({ directory: folder.at("elsewhere") }));
    reference = results("reference");
  });

  function results(out: string): readonly string[] {
    return ["scores.csv", "curves.json", "result.json"].map((name) => readFileSync(folder.at(out, name), "utf8"));
  }

  /** Waits until a run has written rows of metrics. */
  async function trains(process: LodeProcess, run: string): Promise<void> {
    while (process.running && !existsSync(folder.at(run, "metrics.jsonl"))) await sleep(5);
  }

  it("trains several at one time, and goes on after Ctrl-C and after its death, to the bytes of one that computes in this process", async () => {
    const first = LodeProcess.start(folder.path, "compare", "suite.json");
    await trains(first, "runs/tiny/oreal/seed-1");
    first.kill("SIGINT");
    const stopped = await first.end;
    expect(stopped.code, stopped.errors).to.equal(130);
    expect(stopped.errors).to.match(/RUN_INTERRUPTED: stopped with \d of 4 runs ended/);
    const locks = readdirSync(folder.at("runs"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith("lock.json"));
    expect(locks, "no child is left").to.deep.equal([]);

    const second = LodeProcess.start(folder.path, "compare", "suite.json");
    await trains(second, "runs/tiny/rloo/seed-2");
    second.kill("SIGKILL");
    await second.end;

    const { code, stdout, stderr } = await spawnLode(["compare", "suite.json", "--json"], folder.path);
    expect(code, stderr).to.equal(0);
    expect(stderr).to.match(/4 of \d ended|6 of 6 ended|\d of \d ended/);
    expect(JSON.parse(stdout)).to.deep.equal(JSON.parse(reference[2]));
    expect(results("runs/tiny")).to.deep.equal(reference);
  });

  it("loses nothing but a run whose process dies", async () => {
    folder.write("deadly.mjs", DEADLY);
    folder.write("deadly.json", { extends: "./rloo.json", name: "deadly", plugins: ["./deadly.mjs"], verifier: { use: "deadly" }, policy: { initial: null } });
    const recipes = ["rloo", "deadly"].map((name) => ({ name, recipe: `./${name}.json`, set: ["policy.initial=null"] }));
    folder.write("deadly.suite.json", tinySuite({ suite: "deadly", recipes, seeds: 1, allow: ["evaluation"] }));
    const { code, stdout, stderr } = await spawnLode(["compare", "deadly.suite.json"], folder.path);
    expect(code, stderr).to.equal(1);
    expect(stdout).to.contain("deadly seed 1: failed: PROCESS_ENDED: the process that computes ended with SIGKILL").and.contain("1 of 2 runs with scores");
  });
});
