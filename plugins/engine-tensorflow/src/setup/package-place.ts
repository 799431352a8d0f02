import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { setupFailure } from "./setup-failure.js";

/** Where a package of the engine belongs. */
export interface PackagePlace {
  /** The project whose packages Lode uses. */
  readonly project: string;
  /** The package's folder, whether it is there or not. */
  readonly folder: string;
}

/**
 * Beside the TensorFlow.js that Lode uses, since the package has to find that very copy. Throws ENGINE_UNAVAILABLE where packages do not lie as npm puts
 * them.
 */
export function packagePlace(packageName: string): PackagePlace {
  const modules = dirname(dirname(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs/package.json"))));
  const project = dirname(modules);
  if (basename(modules) !== "node_modules" || !existsSync(join(project, "package.json"))) {
    throw setupFailure(`${modules} is not the node_modules folder of a project`, "Install the project with npm.");
  }
  return { project, folder: join(modules, packageName) };
}
