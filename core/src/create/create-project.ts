import { resolve } from "node:path";
import type { CreatedPackage, CreateSettings } from "./created-package.js";
import { writeNewFolder } from "./new-folder.js";
import { packageName } from "./package-name.js";
import { PACKAGE_VERSIONS } from "./package-versions.js";
import { recipePackages } from "./recipe-packages.js";
import { REFUSED_SCRIPTS } from "./refused-scripts.js";
import { templateFiles } from "./template-files.js";

/** Writes a folder of one's own: a recipe over one of Lode's, and a plugin beside it in plain JavaScript. Throws a UserError. */
export function createProject(text: string, { out }: CreateSettings = {}): CreatedPackage {
  const name = packageName(text);
  const manifest = {
    name: name.full,
    version: "0.0.0",
    private: true,
    type: "module",
    scripts: { check: "lode check recipe.json", train: "lode train recipe.json" },
    dependencies: recipePackages(["@lode/grpo"]),
    allowScripts: REFUSED_SCRIPTS,
  };
  const values = { name: name.full, use: name.short, core: PACKAGE_VERSIONS.lode };
  const files = new Map([["package.json", `${JSON.stringify(manifest, null, 2)}\n`], ...templateFiles("project", values)]);
  const folder = resolve(out ?? name.short);
  writeNewFolder(folder, files);
  return { name: name.full, folder, files: [...files.keys()].sort() };
}
