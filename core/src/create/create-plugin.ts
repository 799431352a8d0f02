import { resolve } from "node:path";
import { contractName } from "../contracts/contract.js";
import { UserError } from "../contracts/user-error.js";
import { loadCatalogue } from "../plugin/load-plugins.js";
import { Registry } from "../plugin/registry.js";
import type { CreatedPackage, CreateSettings } from "./created-package.js";
import { writeNewFolder } from "./new-folder.js";
import { packageName, type PackageName } from "./package-name.js";
import { PACKAGE_VERSIONS } from "./package-versions.js";
import { PLUGIN_KINDS, type PluginKind, type PluginKindName } from "./plugin-kinds.js";
import { recipePackages, sorted } from "./recipe-packages.js";
import { REFUSED_SCRIPTS } from "./refused-scripts.js";
import { templateFiles } from "./template-files.js";

/** Writes the package of a plugin: manifest, a working component with typed options, conformance test, recipe and README. Throws a UserError. */
export async function createPlugin(text: string, kind: PluginKindName, { out }: CreateSettings = {}): Promise<CreatedPackage> {
  const name = packageName(text);
  const about: PluginKind = PLUGIN_KINDS[kind];
  await assertFree(name, about);
  const values = { name: name.full, use: name.short, description: about.description, core: PACKAGE_VERSIONS.lode };
  const own = templateFiles(`plugin/${kind}`, values);
  const common = templateFiles("plugin/common", { ...values, about: own.get("about.md") ?? "" });
  const files = new Map([["package.json", `${JSON.stringify(manifest(name, about), null, 2)}\n`], ...common, ...own]);
  files.delete("about.md");
  const folder = resolve(out ?? name.short);
  writeNewFolder(folder, files);
  return { name: name.full, folder, files: [...files.keys()].sort() };
}

/** A recipe that names two plugins with one component of a name cannot run. */
async function assertFree({ short }: PackageName, { contract }: PluginKind): Promise<void> {
  const taken = new Registry(await loadCatalogue()).find(contractName(contract), short);
  if (taken === undefined) return;
  throw new UserError("USAGE", `${taken.plugin} has the ${contractName(contract)} "${short}" already`, { remedy: `Take another name: my-${short}.` });
}

function manifest(name: PackageName, { description, plugins }: PluginKind): unknown {
  const { lode, tensorflow, typescript, nodeTypes } = PACKAGE_VERSIONS;
  return {
    name: name.full,
    version: "0.1.0",
    description,
    type: "module",
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" }, "./package.json": "./package.json" },
    files: ["dist", "!dist/*.test.*"],
    scripts: {
      build: "tsc",
      test: "tsc && node --test dist/conformance.test.js",
      train: "tsc && lode train recipe.json --force",
    },
    peerDependencies: { "@lode/core": `^${lode}`, "@tensorflow/tfjs": tensorflow },
    devDependencies: sorted({ ...recipePackages(plugins), "@types/node": nodeTypes, typescript }),
    allowScripts: REFUSED_SCRIPTS,
  };
}
