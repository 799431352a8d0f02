import { compose, contractName, train, type ComponentDefinition } from "@lode/core";
import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { check, resolveConfig } from "prettier";
import { failureOf } from "../recipe/failure-of.js";
import { core } from "./core.js";
import { compilePlugin, componentOf, readManifest } from "./created-plugin.js";

const { createPlugin } = core("create/create-plugin");
const { PACKAGE_VERSIONS } = core("create/package-versions");
const { PLUGIN_KINDS } = core("create/plugin-kinds");

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const KINDS = Object.keys(PLUGIN_KINDS) as (keyof typeof PLUGIN_KINDS)[];

let workshop: string;

before(() => {
  // Inside the repository, so that the packages find @lode/core as they would where it is installed.
  workshop = mkdtempSync(join(ROOT, "test/dist/create-"));
});

after(() => rmSync(workshop, { recursive: true }));

const folderOf = (kind: string): string => join(workshop, kind);
const text = (kind: string, file: string): string => readFileSync(join(folderOf(kind), file), "utf8");

for (const kind of KINDS) {
  describe(`lode create plugin --kind ${kind}`, () => {
    let files: readonly string[];
    let component: ComponentDefinition;

    before(async () => {
      ({ files } = await createPlugin(`@acme/my-${kind}`, kind, { out: folderOf(kind) }));
      compilePlugin(folderOf(kind));
      component = await componentOf(folderOf(kind));
    });

    it("writes every part of a package", () => {
      expect(files).to.include.members([
        ".gitignore",
        ".npmrc",
        "README.md",
        "package.json",
        "recipe.json",
        "src/conformance.test.ts",
        "src/index.ts",
        "tsconfig.json",
      ]);
      expect(files.filter((file) => file.startsWith("src/")).length, "an implementation").to.be.at.least(3);
    });

    it("leaves no placeholder and is formatted", async () => {
      const config = await resolveConfig(join(ROOT, "package.json"));
      for (const file of files.filter((name) => ![".gitignore", ".npmrc"].includes(name))) {
        expect(text(kind, file), file).not.to.match(/\{\{\w+\}\}/);
        expect(await check(text(kind, file), { ...config, filepath: file }), file).to.equal(true);
      }
    });

    it("has core and TensorFlow.js as peers, and installs what its recipe names", async () => {
      const { peerDependencies, devDependencies, dependencies } = readManifest(folderOf(kind));
      expect(dependencies).to.equal(undefined);
      expect(peerDependencies).to.deep.equal({ "@lode/core": `^${PACKAGE_VERSIONS.lode}`, "@tensorflow/tfjs": PACKAGE_VERSIONS.tensorflow });
      const { plugins, recipe } = await compose(join(folderOf(kind), "recipe.json"));
      const named = recipe.value.plugins as readonly string[];
      expect(plugins.length).to.equal(named.length);
      expect(devDependencies).to.include.keys([
        ...named.filter((name) => !isAbsolute(name)),
        "@lode/core",
        "@lode/recipes",
        "@lode/engine-onnx",
        "typescript",
        "@types/node",
      ]);
    });

    it("installs without the download of onnxruntime-node's install script", () => {
      expect(readManifest(folderOf(kind)).allowScripts).to.deep.include({ "onnxruntime-node": false });
      expect(text(kind, ".npmrc").split("\n")).to.include("onnxruntime-node-install=skip");
    });

    it("gives a component of its contract by the name of the package, used by its recipe", () => {
      expect([contractName(component.contract), component.use]).to.deep.equal([contractName(PLUGIN_KINDS[kind].contract), `my-${kind}`]);
      expect(component.description).not.to.equal("");
      expect(JSON.stringify(JSON.parse(text(kind, "recipe.json")))).to.contain(kind === "engine" ? '"engine":"my-engine"' : `"use":"my-${kind}"`);
    });

    it("explains every option and metric in its README", () => {
      const { properties = {} } = (component.options ?? {}) as { properties?: Record<string, { default?: unknown }> };
      const rows = text(kind, "README.md").split("\n");
      for (const [name, { default: value }] of Object.entries(properties)) {
        const row = rows.find((line) => line.startsWith(`| \`${name}\` `));
        expect(row, name).to.contain(typeof value === "number" ? ` ${value} ` : "|");
      }
      for (const name of Object.keys(component.metrics ?? {}))
        expect(
          rows.some((line) => line.startsWith(`| \`${name}\` `)),
          name,
        ).to.equal(true);
      if (kind !== "engine") expect(Object.keys(properties), "typed options").not.to.deep.equal([]);
    });

    // A process has one engine, and core loads only its own.
    if (kind !== "engine") {
      it("trains two steps", async () => {
        const out = join(folderOf(kind), "runs/here");
        expect(await train("recipe.json", { directory: folderOf(kind), out })).to.include({ steps: 2 });
        expect(existsSync(join(out, "checkpoints/step-2"))).to.equal(true);
      });
    }
  });
}

describe("createPlugin", () => {
  it("takes the folder's name from the package", async () => {
    const here = process.cwd();
    process.chdir(workshop);
    try {
      const { folder } = await createPlugin("@acme/elsewhere", "reward");
      expect(folder).to.equal(join(process.cwd(), "elsewhere"));
      expect(existsSync(join(workshop, "elsewhere/package.json"))).to.equal(true);
    } finally {
      process.chdir(here);
    }
  });

  it("refuses a folder that exists, and leaves it as it is", async () => {
    const before = text("reward", "package.json");
    const { code, message, remedy } = await failureOf(() => createPlugin("another", "verifier", { out: folderOf("reward") }));
    expect([code, message]).to.deep.equal(["USAGE", `${folderOf("reward")} exists already`]);
    expect(remedy).to.contain("--out");
    expect(text("reward", "package.json")).to.equal(before);
  });

  it("refuses the name of a component that Lode has of that kind, and of that kind alone", async () => {
    const out = join(workshop, "grpo");
    const { code, message, remedy } = await failureOf(() => createPlugin("grpo", "objective", { out }));
    expect([code, message, remedy]).to.deep.equal(["USAGE", '@lode/grpo has the Objective "grpo" already', "Take another name: my-grpo."]);
    expect(existsSync(out)).to.equal(false);
    expect((await createPlugin("grpo", "verifier", { out })).name).to.equal("grpo");
  });

  it("asks for the compiler and the types that Lode is tested with", () => {
    const { devDependencies } = readManifest(ROOT);
    expect([PACKAGE_VERSIONS.typescript, PACKAGE_VERSIONS.nodeTypes]).to.deep.equal([devDependencies.typescript, devDependencies["@types/node"]]);
  });
});
