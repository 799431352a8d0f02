import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { UserError } from "@lode/core";
import { expect } from "chai";
import { temporaryFolder } from "./temporary-folder.js";
import { rejection } from "../sampling/rejection.js";
import { core } from "../trainer/core.js";

const { createRunFolder, findRun, lockRunFolder, readSummary } = core("run/run-folder");

const folder = temporaryFolder();

/** Writes files of the run "mine". */
function run(files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder(), "mine", name, ".."), { recursive: true });
    writeFileSync(join(folder(), "mine", name), content);
  }
}

function contents(): readonly string[] {
  return readdirSync(join(folder(), "mine")).sort();
}

describe("createRunFolder", () => {
  it("makes the folder, locked, and takes it away again when nothing was written", async () => {
    const { store, release } = createRunFolder("runs/mine", folder(), false);
    expect(existsSync(join(folder(), "runs/mine/lock.json"))).to.equal(true);
    expect(store.location).to.equal("runs/mine");
    release();
    expect(existsSync(join(folder(), "runs/mine"))).to.equal(false);
    const second = createRunFolder("runs/mine", folder(), false);
    await second.store.write("recipe.json", "{}");
    second.release();
    expect(readdirSync(join(folder(), "runs/mine")))
      .to.include("recipe.json")
      .and.to.not.include("lock.json");
  });

  it("refuses a folder with something in it, naming --resume and --force, and leaves it as it was", () => {
    run({ "recipe.json": "{}", "checkpoints/step-2/policy.json": "1" });
    expect(() => createRunFolder("mine", folder(), false))
      .to.throw(UserError, "mine exists already")
      .and.deep.include({ code: "RUN_EXISTS", place: { file: "mine" } })
      .and.have.property("remedy")
      .that.contains("--resume mine")
      .and.contains("--force");
    expect(contents()).to.deep.equal(["checkpoints", "recipe.json"]);
  });

  it("clears it when forced to, but not while another process uses it", () => {
    run({ "recipe.json": "{}", "metrics.jsonl": "", "checkpoints/step-2/policy.json": "1" });
    const { clear, release } = createRunFolder("mine", folder(), true);
    expect(contents(), "nothing is lost while the new run can still be refused").to.include("metrics.jsonl");
    clear();
    expect(contents()).to.deep.equal(["lock.json"]);
    expect(() => createRunFolder("mine", folder(), true))
      .to.throw(UserError)
      .and.include({ code: "RUN_LOCKED" });
    release();
  });

  it("never clears a folder that is no run, forced or not", () => {
    run({ "thesis.tex": "years of work" });
    for (const force of [false, true]) {
      expect(() => createRunFolder("mine", folder(), force))
        .to.throw(UserError, "mine exists already")
        .and.have.property("remedy")
        .that.contains("It is no run");
    }
    expect(contents()).to.deep.equal(["thesis.tex"]);
  });

  it("takes what was left by a process that was killed before it wrote the recipe as no run", () => {
    const dead = JSON.stringify({ process: 2 ** 22 + 7, host: hostname(), started: "1" });
    run({ ".aside/recipe.json": "{", "initial/policy.json": "{}", "lock.json": dead, "lock.json.17": "{}" });
    const { clear, release } = createRunFolder("mine", folder(), false);
    clear();
    expect(contents()).to.deep.equal(["lock.json", "lock.json.17"]);
    release();
  });
});

describe("lockRunFolder", () => {
  it("locks a run, sweeps what was half written, and leaves the rest", async () => {
    run({ "recipe.json": "{}", ".aside/checkpoints-step-4/policy.json": "{", "checkpoints/step-2/policy.json": "1" });
    const { store, release } = await lockRunFolder("mine", folder());
    expect(contents()).to.deep.equal(["checkpoints", "lock.json", "recipe.json"]);
    expect(await rejection(lockRunFolder("mine", folder()))).to.include({ code: "RUN_LOCKED" });
    expect(store.location).to.equal("mine");
    release();
    expect(contents()).to.deep.equal(["checkpoints", "recipe.json"]);
  });
});

describe("findRun", () => {
  it("opens a run for reading without locking it", async () => {
    run({ "recipe.json": '{"name":"mine"}' });
    const { release } = await lockRunFolder("mine", folder());
    expect(new TextDecoder().decode(await findRun("mine", folder()).read("recipe.json"))).to.equal('{"name":"mine"}');
    release();
  });

  it("says that there is no run in a folder without recipe, or in none, and does not make one", () => {
    run({ "metrics.jsonl": "" });
    for (const location of ["mine", "none"]) {
      expect(() => findRun(location, folder()))
        .to.throw(UserError, `there is no run in ${location}`)
        .and.deep.include({ code: "RUN_NOT_FOUND", place: { file: location } });
    }
    expect(existsSync(join(folder(), "none"))).to.equal(false);
  });
});

describe("readSummary", () => {
  it("is there once the run has finished", async () => {
    run({ "recipe.json": "{}" });
    expect(await readSummary(findRun("mine", folder()))).to.equal(undefined);
    run({ "summary.json": '{"steps":3}' });
    expect(await readSummary(findRun("mine", folder()))).to.deep.equal({ steps: 3 });
  });
});
