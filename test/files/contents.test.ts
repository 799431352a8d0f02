import { compose, resume, train, type TrainEvent } from "@lode/core";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { core } from "../recipe/core.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { comparableMetrics } from "../recipes/read-run.js";
import { filesRecipe } from "./recipe.js";
import { jsonLines } from "./row-files.js";

const { hashOf } = core("run/run-record");

const rows = (from: number): string => jsonLines([0, 1, 2, 3, 4].map((place) => ({ question: `n ${from + place}`, answer: String(place) })));

describe("files of a recipe", () => {
  const folder = new TemporaryFolder();

  function recipeIn(place: string, first = 0): string {
    folder.write(`${place}/train.jsonl`, rows(first));
    folder.write(`${place}/test.jsonl`, rows(100));
    return folder.write(`${place}/recipe.json`, filesRecipe("./train.jsonl", "./test.jsonl"));
  }

  it("count in its hash by what they contain, not by where they lie", async () => {
    const [here, there, other] = await Promise.all([recipeIn("here"), recipeIn("there"), recipeIn("other", 7)].map((path) => compose(path)));
    expect(hashOf(there, {})).to.equal(hashOf(here, {}));
    expect(hashOf(other, {})).to.not.equal(hashOf(here, {}));
  });

  it("must be there, and the recipe says which is not", async () => {
    const path = folder.write("missing.json", filesRecipe("./nowhere.jsonl", "./here/test.jsonl"));
    const failure = await failureOf(() => compose(path));
    expect(failure.code).to.equal("FILE_UNREADABLE");
    expect(failure.place).to.deep.equal({ file: path, pointer: "/dataset/paths/0" });
    expect(failure.message).to.equal(`cannot read ${folder.at("nowhere.jsonl")}`);
  });

  it("are what a run was begun with when it goes on, and it goes on exactly", async () => {
    const whole = folder.at("whole");
    await train(recipeIn("run"), { out: whole });
    const halted = folder.at("halted");
    const stop = new AbortController();
    const onEvent = (event: TrainEvent): void => {
      if (event.type === "step" && event.step === 1) stop.abort(new Error("enough"));
    };
    await train(recipeIn("run"), { out: halted, signal: stop.signal, onEvent }).catch(() => undefined);
    folder.write("run/train.jsonl", rows(7));
    const failure = await failureOf(() => resume(halted));
    expect([failure.code, failure.place.pointer]).to.deep.equal(["DATA_INVALID", "/dataset/paths/0"]);
    folder.write("run/train.jsonl", rows(0));
    await resume(halted);
    expect(comparableMetrics(halted)).to.equal(comparableMetrics(whole));
    expect(readFileSync(`${halted}/rollouts/step-2.jsonl`, "utf8")).to.equal(readFileSync(`${whole}/rollouts/step-2.jsonl`, "utf8"));
  });

  it("are reported when a run begins", async () => {
    const events: TrainEvent[] = [];
    await train(recipeIn("told"), { out: folder.at("told-run"), onEvent: (event) => events.push(event) });
    const told = events.flatMap((event) => (event.type === "data" ? [[event.pointer, event.message]] : []));
    expect(told).to.deep.equal([
      ["/dataset", "5 problems of 5 rows in train.jsonl"],
      ["/evaluation/sets/held-out/dataset", "5 problems of 5 rows in test.jsonl"],
    ]);
  });
});
