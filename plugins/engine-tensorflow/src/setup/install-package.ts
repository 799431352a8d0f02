import { existsSync } from "node:fs";
import { join } from "node:path";
import { mustRun } from "./must-run.js";
import type { PackagePlace } from "./package-place.js";
import type { RunProgram } from "./run-program.js";
import { setupFailure } from "./setup-failure.js";
import type { Variant } from "./variant.js";

/**
 * Puts the npm package where it belongs, without its own download and without a word in package.json or the lock. npm keeps it afterwards, since the plugin
 * names it as an optional dependency.
 */
export async function installPackage({ packageName, packageVersion }: Variant, { project, folder }: PackagePlace, run: RunProgram): Promise<void> {
  const found = join(folder, "package.json");
  if (existsSync(found)) return;
  const words = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", `${packageName}@${packageVersion}`];
  await mustRun(run, { program: "npm", words, directory: project }, "Mend what npm names, a connection or the project's packages, and run the setup again.");
  if (!existsSync(found)) throw setupFailure(`npm put ${packageName} elsewhere than ${folder}`, "Run `npm ci`, then the setup again.");
}
