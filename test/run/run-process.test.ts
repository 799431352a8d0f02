import { mkdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Child } from "./child-process.js";
import { temporaryFolder } from "./temporary-folder.js";
import { core } from "../trainer/core.js";

const { lockRun } = core("run/run-lock");
const { runProcess } = core("run/run-process");

const folder = temporaryFolder();

const HOLDER = `
  const { lockRun } = await core("run/run-lock");
  lockRun(process.argv[1]);
  console.log("locked");
  process.stdin.resume();`;

describe("runProcess", () => {
  it("is running while a process holds the folder, and none before and after", () => {
    expect(runProcess(folder())).to.equal("none");
    const release = lockRun(folder());
    expect(runProcess(folder())).to.equal("running");
    release();
    expect(runProcess(folder())).to.equal("none");
    expect(runProcess(join(folder(), "absent"))).to.equal("none");
  });

  it("is killed where a process was, which another then takes over", async () => {
    const holder = Child.run(HOLDER, folder());
    await holder.line();
    expect(runProcess(folder())).to.equal("running");
    await holder.kill();
    expect(runProcess(folder())).to.equal("killed");
    const release = lockRun(folder());
    expect(runProcess(folder())).to.equal("running");
    release();
  });

  it("is killed where another process has the number now, or the lock cannot be read; of another machine nothing is known", () => {
    mkdirSync(folder(), { recursive: true });
    const holders = [JSON.stringify({ process: process.pid, host: hostname(), started: "1" }), "", "null"];
    for (const holder of holders) {
      writeFileSync(join(folder(), "lock.json"), holder);
      expect(runProcess(folder()), holder).to.equal("killed");
    }
    writeFileSync(join(folder(), "lock.json"), JSON.stringify({ process: 1, host: "elsewhere.example", started: null }));
    expect(runProcess(folder())).to.equal("running");
  });
});
