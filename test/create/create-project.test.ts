import { compose, train } from "@lode/core";
import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, resolveConfig } from "prettier";
import { failureOf } from "../recipe/failure-of.js";
import { core } from "./core.js";
import { readManifest } from "./created-plugin.js";

const { createProject } = core("create/create-project");

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TINY = ["policy.initial=null", "policy.layers=1", "policy.width=16", "policy.heads=2", "policy.feedForward=32", "evaluation=null"];

describe("lode create project", () => {
  let folder: string;
  let files: readonly string[];

  before(() => {
    folder = join(mkdtempSync(join(ROOT, "test/dist/project-")), "experiments");
    ({ files } = createProject("experiments", { out: folder }));
  });

  after(() => rmSync(join(folder, ".."), { recursive: true }));

  it("writes manifest, recipe, plugin, README and what git leaves out", () => {
    expect(files).to.deep.equal([".gitignore", ".npmrc", "README.md", "package.json", "plugins/brief-reward.js", "recipe.json"]);
    expect(readFileSync(join(folder, ".gitignore"), "utf8").split("\n")).to.include.members(["node_modules/", "runs/"]);
  });

  it("leaves no placeholder and is formatted", async () => {
    const config = await resolveConfig(join(ROOT, "package.json"));
    for (const file of files.filter((name) => ![".gitignore", ".npmrc"].includes(name))) {
      const text = readFileSync(join(folder, file), "utf8");
      expect(text, file).not.to.match(/\{\{\w+\}\}/);
      expect(await check(text, { ...config, filepath: file }), file).to.equal(true);
    }
  });

  it("installs what its recipe names, and an engine", async () => {
    const { dependencies } = readManifest(folder);
    const { recipe } = await compose(join(folder, "recipe.json"));
    const named = (recipe.value.plugins as readonly string[]).filter((name) => !isAbsolute(name));
    expect(dependencies).to.have.all.keys([...named, "@lode/core", "@lode/recipes", "@lode/engine-onnx", "@tensorflow/tfjs"]);
  });

  it("installs without the download of onnxruntime-node's install script", () => {
    expect(readManifest(folder).allowScripts).to.deep.include({ "onnxruntime-node": false });
    expect(readFileSync(join(folder, ".npmrc"), "utf8").split("\n")).to.include("onnxruntime-node-install=skip");
  });

  it("has a recipe over one of Lode's that uses the plugin beside it", async () => {
    const { nodes, resolved } = await compose(join(folder, "recipe.json"));
    expect(nodes.find(({ pointer }) => pointer === "/rewardModel")).to.deep.include({ plugin: "brief-reward" });
    expect(resolved.name).to.equal("experiments");
  });

  it("trains", async () => {
    const set = [...TINY, "training.steps=2", "training.promptsPerStep=2", "sampler.maxTokens=6"];
    expect(await train("recipe.json", { directory: folder, set })).to.include({ steps: 2 });
  });

  it("refuses a folder that exists", async () => {
    const { code, message } = await failureOf(() => createProject("experiments", { out: folder }));
    expect([code, message]).to.deep.equal(["USAGE", `${folder} exists already`]);
  });
});
