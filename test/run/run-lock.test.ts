import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { UserError } from "@lode/core";
import { expect } from "chai";
import { Child } from "./child-process.js";
import { temporaryFolder } from "./temporary-folder.js";
import { core } from "../trainer/core.js";

const { lockRun } = core("run/run-lock");

const folder = temporaryFolder();

/** Locks the folder, says so or why not, and lives until its input ends; then it releases the lock. */
const HOLDER = `
  const { lockRun } = await core("run/run-lock");
  try {
    const release = lockRun(process.argv[1]);
    console.log("locked");
    process.stdin.resume().on("end", release);
  } catch (error) {
    console.log(error.code + ": " + error.message);
  }`;

/** No system gives numbers as high. */
const DEAD = { process: 2 ** 22 + 7, host: hostname(), started: "1" };

function writeLock(holder: unknown): void {
  writeFileSync(join(folder(), "lock.json"), typeof holder === "string" ? holder : JSON.stringify(holder));
}

function locksLeft(): readonly string[] {
  return readdirSync(folder()).filter((name) => name.startsWith("lock.json"));
}

describe("lockRun", () => {
  it("refuses a second process, naming the one that holds the run, until that one releases it", async () => {
    const holder = Child.run(HOLDER, folder());
    expect(await holder.line()).to.equal("locked");
    expect(() => lockRun(folder()))
      .to.throw(UserError, `process ${holder.pid} on ${hostname()} uses this run folder`)
      .and.deep.include({ code: "RUN_LOCKED", place: { file: folder() } })
      .and.have.property("remedy")
      .that.contains(join(folder(), "lock.json"));
    await holder.end();
    const release = lockRun(folder());
    expect(JSON.parse(readFileSync(join(folder(), "lock.json"), "utf8"))).to.include({ process: process.pid, host: hostname() });
    release();
    expect(readdirSync(folder())).to.deep.equal([]);
  });

  it("refuses the same process too", () => {
    const release = lockRun(folder());
    expect(() => lockRun(folder())).to.throw(UserError, String(process.pid));
    release();
  });

  it("makes the folder, and may be released twice", () => {
    const release = lockRun(join(folder(), "new/run"));
    release();
    release();
    expect(readdirSync(join(folder(), "new/run"))).to.deep.equal([]);
  });

  it("takes over from a process that was killed", async () => {
    const holder = Child.run(HOLDER, folder());
    await holder.line();
    await holder.kill();
    expect(locksLeft()).to.deep.equal(["lock.json"]);
    lockRun(folder())();
    expect(locksLeft()).to.deep.equal([]);
  });

  it("takes over from a killed process that its parent has not noticed yet", async function () {
    if (process.platform !== "linux") this.skip();
    // A shell that becomes `sleep` never asks after its child.
    const parent = spawn("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface({ input: parent.stdout }), "line")) as [string];
    const child = Number(line);
    const started = readFileSync(`/proc/${child}/stat`, "utf8").split(" ")[21];
    writeLock({ process: child, host: hostname(), started });
    expect(() => lockRun(folder())).to.throw(UserError, String(child));
    while (readFileSync(`/proc/${parent.pid ?? 0}/comm`, "utf8") !== "sleep\n") await new Promise(setImmediate);
    process.kill(child, "SIGKILL");
    while (!readFileSync(`/proc/${child}/stat`, "utf8").includes(") Z")) await new Promise(setImmediate);
    lockRun(folder())();
    parent.kill("SIGKILL");
  });

  it("takes over from a process whose number another has now", () => {
    writeLock({ process: process.pid, host: hostname(), started: "1" });
    lockRun(folder())();
    expect(locksLeft()).to.deep.equal([]);
  });

  it("takes over a lock that cannot be read", () => {
    for (const content of ["", "{", "null"]) {
      writeLock(content);
      lockRun(folder())();
    }
    expect(locksLeft()).to.deep.equal([]);
  });

  it("does not judge a process of another machine: it refuses and names the file to remove", () => {
    writeLock({ process: 1, host: "elsewhere.example", started: null });
    expect(() => lockRun(folder()))
      .to.throw(UserError, "process 1 on elsewhere.example")
      .and.have.property("remedy")
      .that.contains("lock.json");
    expect(locksLeft()).to.deep.equal(["lock.json"]);
  });

  it("is not deceived by what a process left that was killed while it took over", () => {
    writeLock(DEAD);
    writeFileSync(join(folder(), "lock.json.turn"), JSON.stringify(DEAD));
    lockRun(folder())();
    expect(locksLeft()).to.deep.equal([]);
  });

  const ROUNDS = 100;

  /** Takes part in every round at the same moment as the others, and says which it has won. */
  const RACER = `
    const { lockRun } = await core("run/run-lock");
    console.log("ready");
    const start = await new Promise((begin) => process.stdin.once("data", (text) => begin(Number(text))));
    const won = [];
    for (let round = 0; round < ${ROUNDS}; round++) {
      while (Date.now() < start + 4 * round);
      try { lockRun(process.argv[1] + "/" + round); won.push(round); } catch (error) { if (error.code !== "RUN_LOCKED") console.log(String(error)); }
    }
    console.log("won " + won.join(" "));
    setInterval(() => {}, 1000);`;

  it("lets exactly one of several processes take over", async () => {
    const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
    for (const round of rounds) {
      mkdirSync(join(folder(), String(round)));
      writeFileSync(join(folder(), String(round), "lock.json"), JSON.stringify(DEAD));
    }
    const racers = [1, 2, 3].map(() => Child.run(RACER, folder()));
    for (const racer of racers) expect(await racer.line()).to.equal("ready");
    for (const racer of racers) racer.say(String(Date.now() + 50));
    const lines = await Promise.all(racers.map((racer) => racer.line()));
    for (const racer of racers) await racer.kill();
    const won = lines.flatMap((line) =>
      line
        .replace("won", "")
        .trim()
        .split(" ")
        .filter((round) => round !== ""),
    );
    expect(won.map(Number).sort((a, b) => a - b)).to.deep.equal(rounds);
  });
});
