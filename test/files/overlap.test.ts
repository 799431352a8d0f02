import { train } from "@lode/core";
import { expect } from "chai";
import { existsSync } from "node:fs";
import { runLode } from "../cli/run-lode.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { filesRecipe } from "./recipe.js";
import { jsonLines } from "./row-files.js";

const row = (question: string, answer: string) => ({ question, answer });
const LONG = "Ada has four pens and buys five more of them at the market on Monday. How many pens has she then";

const TRAINED = [row("What is 2 + 3", "5"), row(LONG, "9"), row("Only here 1", "1")];
const HELD_OUT = [row("Only there 2", "2"), row("what is $2+3$?", "5"), row(LONG.replace("Monday", "Tuesday"), "9"), row(LONG.replace("five", "six"), "10")];
/** Of 18 sequences of four words 14 do not have the day. */
const SHARE = 14 / 18;

describe("problems that are trained on and evaluated on", () => {
  const folder = new TemporaryFolder();
  let recipe = "";

  before(() => {
    folder.write("data/train.jsonl", jsonLines(TRAINED));
    folder.write("data/test.jsonl", jsonLines(HELD_OUT));
    folder.write("data/other.jsonl", jsonLines([row("Quite another 3", "3"), row("And another 4", "4")]));
    recipe = folder.write("recipe.json", filesRecipe("./data/train.jsonl", "./data/test.jsonl"));
  });

  const set = (...values: readonly string[]): readonly string[] => values.flatMap((value) => ["--set", `evaluation.sets.held-out.${value}`]);

  it("are refused by lode check, by file and line; near copies from a threshold on", async () => {
    const strict = await runLode("check", recipe, ...set(`overlap=${SHARE}`));
    expect(strict.code).to.equal(2);
    expect(strict.stderr).to.include("DATA_INVALID: 2 problems of the evaluation set held-out are also trained on:");
    expect(strict.stderr).to.include(`${folder.at("data/test.jsonl")}:2 is ${folder.at("data/train.jsonl")}:1`);
    expect(strict.stderr).to.include(
      `${folder.at("data/test.jsonl")}:3 shares 77 % of its sequences of 4 words, and the answer, with ${folder.at("data/train.jsonl")}:2`,
    );
    const usual = await runLode("check", recipe);
    expect(usual.stderr).to.include("DATA_INVALID: a problem of the evaluation set held-out is also trained on:");
  });

  it("are refused at the start of a run, before there is a folder", async () => {
    const failure = await failureOf(() => train(recipe, { out: folder.at("refused") }));
    expect([failure.code, failure.place.pointer]).to.deep.equal(["DATA_INVALID", "/evaluation/sets/held-out"]);
    expect(existsSync(folder.at("refused"))).to.equal(false);
  });

  it("are refused where the policy was trained on them before", async () => {
    folder.write("cold.json", { ...filesRecipe("./data/train.jsonl", "./data/other.jsonl"), name: "cold" });
    const started = { ...filesRecipe("./data/other.jsonl", "./data/test.jsonl"), policy: { layers: 1, width: 4, heads: 1, feedForward: 4 } };
    const path = folder.write("started.json", { ...started, policy: { ...started.policy, initial: { recipe: "./cold.json" } } });
    const { code, stderr } = await runLode("check", path);
    expect(code).to.equal(2);
    expect(stderr).to.include(`${folder.at("data/test.jsonl")}:2 is ${folder.at("data/train.jsonl")}:1`);
  });

  it("are let through where the recipe says so, and where there are none", async () => {
    const allowed = await runLode("check", recipe, ...set("overlap=allowed"));
    expect([allowed.code, allowed.stderr]).to.deep.equal([0, ""]);
    expect(allowed.stdout).to.include("3 problems of 3 rows in train.jsonl").and.include("4 problems of 4 rows in test.jsonl");
    const other = await runLode("check", recipe, ...set(`dataset.paths=${JSON.stringify([folder.at("data/other.jsonl")])}`), "--json");
    const { data } = JSON.parse(other.stdout) as { data: Readonly<Record<string, readonly string[]>> };
    expect(data["/evaluation/sets/held-out/dataset"]).to.deep.equal(["2 problems of 2 rows in other.jsonl"]);
  });
});
