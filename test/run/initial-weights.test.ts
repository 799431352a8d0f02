import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { compose, UserError, type Composition, type Snapshot } from "@lode/core";
import { expect } from "chai";
import type { weightHashes as WeightHashes } from "../../core/src/run/initial-weights.js";
import { COLD_START, learnt, pretendedTraining, startingFrom, writeRecipe, writeRun } from "./recipes.js";
import { temporaryFolder } from "./temporary-folder.js";
import { rejection } from "../sampling/rejection.js";
import { core } from "../trainer/core.js";
import { never } from "../trainer/step-inputs.js";

const { initialWeights, keepWeights, keptWeights } = core("run/initial-weights");
const weightHashes: typeof WeightHashes = core("run/initial-weights").weightHashes;
const { FileRunStore } = core("run/file-run-store");

const folder = temporaryFolder();
const INITIAL = "/policy/initial";

/** Composes a recipe that is written to a path. */
function composed(path: string, recipe: Readonly<Record<string, unknown>>): Promise<Composition> {
  return compose(writeRecipe(folder(), path, recipe));
}

/** Finds weights in the test's folder; returns what was found for the policy, its hash, and what was trained by then. */
function finder(): (composition: Composition) => Promise<{ snapshot?: Snapshot; hash: string; trained: number }> {
  const { trained, trainInto } = pretendedTraining(folder());
  return async (composition) => {
    const { snapshots, hashes } = await initialWeights(composition, folder(), trainInto, never);
    return { snapshot: snapshots.get(INITIAL), hash: hashes[INITIAL], trained: trained.length };
  };
}

describe("initialWeights of a recipe", () => {
  it("trains it once, into the cache, and gives its last checkpoint's policy to all that start from it", async () => {
    writeRecipe(folder(), "cold.json", COLD_START);
    const find = finder();
    const first = await find(await composed("main.json", startingFrom({ recipe: "./cold.json" })));
    expect(first).to.deep.include({ snapshot: learnt(1, 10), trained: 1 });
    expect(readdirSync(join(folder(), "runs/.cache"))).to.deep.equal([first.hash]);
    const again = await find(await composed("main.json", startingFrom({ recipe: "./cold.json" })));
    const change = { seed: 9, dataset: { use: "arithmetic", levels: [2] }, training: { steps: 5, promptsPerStep: 1 } };
    const other = await find(await composed("deep/other.json", startingFrom({ recipe: "../cold.json" }, change)));
    expect([again, other]).to.deep.equal([first, first]);
  });

  it("knows it by its contents: moved, renamed or reordered it is the same", async () => {
    writeRecipe(folder(), "cold.json", COLD_START);
    writeRecipe(folder(), "else/where.json", { ...Object.fromEntries(Object.entries(COLD_START).reverse()), name: "renamed" });
    const find = finder();
    const first = await find(await composed("main.json", startingFrom({ recipe: "./cold.json" })));
    expect(await find(await composed("main.json", startingFrom({ recipe: "./else/where.json" })))).to.deep.equal(first);
  });

  it("trains it anew when it has changed, itself or what it starts from", async () => {
    const find = finder();
    const main = startingFrom({ recipe: "./cold.json" });
    const hashes: string[] = [];
    const coldStarts = [COLD_START, { ...COLD_START, seed: 2 }, { ...COLD_START, training: { steps: 3, promptsPerStep: 2 } }];
    for (const [place, cold] of coldStarts.entries()) {
      writeRecipe(folder(), "cold.json", cold);
      const found = await find(await composed("main.json", main));
      expect(found).to.deep.include({ snapshot: learnt(place + 1, 10), trained: place + 1 });
      hashes.push(found.hash);
    }
    writeRecipe(folder(), "cold.json", startingFrom({ recipe: "./colder.json" }));
    for (const seed of [3, 4]) {
      writeRecipe(folder(), "colder.json", { ...COLD_START, seed });
      hashes.push((await find(await composed("main.json", main))).hash);
    }
    expect(new Set(hashes).size).to.equal(5);
  });

  it("leaves the training of a run that was stopped to be finished, and passes on what goes wrong", async () => {
    writeRecipe(folder(), "cold.json", COLD_START);
    const main = await composed("main.json", startingFrom({ recipe: "./cold.json" }));
    const failure = new UserError("RUN_INTERRUPTED", "stopped", { remedy: "" });
    const failing = async (): Promise<void> => Promise.reject(failure);
    expect(await rejection(initialWeights(main, folder(), failing, never))).to.equal(failure);
    const { trained, trainInto } = pretendedTraining(folder());
    await initialWeights(main, folder(), trainInto, never);
    rmSync(join(folder(), "runs/.cache", trained[0], "summary.json"));
    await initialWeights(main, folder(), trainInto, never);
    expect(trained).to.deep.equal([trained[0], trained[0]]);
  });

  it("waits while another process trains the same, until the signal aborts", async () => {
    writeRecipe(folder(), "cold.json", COLD_START);
    const main = await composed("main.json", startingFrom({ recipe: "./cold.json" }));
    const stop = new AbortController();
    let asked = 0;
    const locked = async (): Promise<void> => {
      asked += 1;
      return Promise.reject(new UserError("RUN_LOCKED", "another process", { remedy: "" }));
    };
    const waiting = rejection(initialWeights(main, folder(), locked, stop.signal));
    while (asked === 0) await setTimeout(1);
    stop.abort(new UserError("RUN_INTERRUPTED", "stopped", { remedy: "" }));
    expect(await waiting).to.equal(stop.signal.reason);
    const shared = pretendedTraining(folder());
    const other = async (...given: Parameters<typeof shared.trainInto>): Promise<void> => shared.trainInto(...given).then(locked);
    const { snapshots } = await initialWeights(main, folder(), other, never);
    expect(snapshots.get(INITIAL)).to.deep.equal(learnt(1, 10));
  });
});

describe("initialWeights of a run", () => {
  it("are its last checkpoint's, by a path relative to the recipe, with a hash of run and step", async () => {
    await writeRun(join(folder(), "runs/earlier"), "abc", 7);
    const find = finder();
    const main = await composed("recipes/main.json", startingFrom({ run: "../runs/earlier" }));
    expect(await find(main)).to.deep.equal({ snapshot: learnt(7, 10), hash: "abc step 10", trained: 0 });
    rmSync(join(folder(), "runs/earlier/checkpoints/step-10"), { recursive: true });
    expect(await find(main)).to.deep.equal({ snapshot: learnt(7, 9), hash: "abc step 9", trained: 0 });
  });

  it("must be there, with a checkpoint", async () => {
    const main = await composed("main.json", startingFrom({ run: "./earlier" }));
    expect(await rejection(finder()(main))).to.include({ code: "RUN_NOT_FOUND" });
    await writeRun(join(folder(), "earlier"), "abc", 7);
    rmSync(join(folder(), "earlier/checkpoints"), { recursive: true });
    expect(await rejection(finder()(main))).to.include({ code: "RUN_NOT_FOUND" });
  });
});

describe("weights that a recipe names", () => {
  it("have hashes that are known without training, and none where there are no weights", async () => {
    writeRecipe(folder(), "cold.json", COLD_START);
    const main = await composed("main.json", startingFrom({ recipe: "./cold.json" }));
    expect(await weightHashes(main)).to.deep.equal({ [INITIAL]: (await finder()(main)).hash });
    await writeRun(join(folder(), "earlier"), "abc", 7);
    expect(await weightHashes(await composed("main.json", startingFrom({ run: "./earlier" })))).to.deep.equal({ [INITIAL]: "abc step 10" });
    const none = await composed("main.json", COLD_START);
    expect(await weightHashes(none)).to.deep.equal({});
    expect(await finder()(none)).to.deep.equal({ snapshot: undefined, hash: undefined, trained: 0 });
  });

  it("are kept in the run, which needs no more of where they came from", async () => {
    writeRecipe(folder(), "cold.json", COLD_START);
    const main = await composed("main.json", startingFrom({ recipe: "./cold.json" }));
    const store = new FileRunStore("runs/main", join(folder(), "runs/main"));
    await keepWeights(store, await initialWeights(main, folder(), pretendedTraining(folder()).trainInto, never));
    rmSync(join(folder(), "runs/.cache"), { recursive: true });
    rmSync(join(folder(), "cold.json"));
    const source = keptWeights(store, main).get(INITIAL);
    expect(await source?.load()).to.deep.equal(learnt(1, 10));
    expect(source?.description).to.contain("runs/main");
  });

  it("leave no folder in a run that starts from none", async () => {
    const store = new FileRunStore("runs/main", join(folder(), "runs/main"));
    const main = await composed("main.json", COLD_START);
    await keepWeights(store, await initialWeights(main, folder(), pretendedTraining(folder()).trainInto, never));
    expect(await store.list(".")).to.deep.equal([]);
    expect([...keptWeights(store, main)]).to.deep.equal([]);
  });
});
