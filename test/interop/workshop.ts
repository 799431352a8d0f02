// Before parts of core: the whole of it loads what tsyringe needs.
import "@lode/core";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { core } from "../create/core.js";
import { inLanes } from "./in-lanes.js";
import { MANIFESTS, tarballName } from "./packed-packages.js";
import { mustRun, runCommand, type Outcome } from "./run-command.js";

const { PACKAGE_VERSIONS } = core("create/package-versions");
const { PLUGIN_KINDS } = core("create/plugin-kinds");

export const KINDS = Object.keys(PLUGIN_KINDS) as (keyof typeof PLUGIN_KINDS)[];

/** Its native libraries come from elsewhere than npm; nothing here needs it. */
const LEFT_OUT = "@lode/engine-tensorflow";
const QUIETLY = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];

/**
 * A folder where a third party works: Lode as it is packed, a project, and a plugin of every kind, created by the installed `lode` and installed together as
 * workspaces, so that other people's packages are fetched once.
 */
export class Workshop {
  constructor(
    readonly folder: string,
    private readonly tarballs: string,
  ) {}

  at(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  async build(): Promise<void> {
    const { typescript, nodeTypes, tensorflow } = PACKAGE_VERSIONS;
    const ours = MANIFESTS.filter(({ name }) => name !== LEFT_OUT).map((manifest) => [manifest.name, this.tarball(manifest)] as const);
    this.writeJson("package.json", {
      private: true,
      type: "module",
      workspaces: ["project", "plugins/*"],
      dependencies: { ...Object.fromEntries(ours), "@tensorflow/tfjs": tensorflow, "@types/node": nodeTypes, typescript },
    });
    await mustRun("npm", ["install", ...QUIETLY], this.folder);
    const plugins = KINDS.map((kind) => ["plugin", `my-${kind}`, "--kind", kind, "--out", `plugins/${kind}`]);
    const created = inLanes(2, [["project", "project"], ...plugins], (words) => this.mustLode(["create", ...words]));
    await Promise.all(created.values());
    await mustRun("npm", ["install", ...QUIETLY], this.folder);
  }

  /** `npm install` of packages into a folder that has its own copies of them. */
  async installInto(folder: string, packages: readonly string[]): Promise<void> {
    await mustRun("npm", ["install", ...QUIETLY, "--legacy-peer-deps", "--no-save", ...packages], this.at(folder));
  }

  /** The packed core, as `npm install` takes it. */
  get packedCore(): string {
    return this.tarball(MANIFESTS[0]);
  }

  lode(words: readonly string[], folder = "."): Promise<Outcome> {
    return runCommand(process.execPath, [this.at("node_modules/@lode/core/bin/lode.js"), ...words], this.at(folder));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), text);
  }

  writeJson(path: string, value: unknown): void {
    this.write(path, JSON.stringify(value, null, 2));
  }

  private async mustLode(words: readonly string[]): Promise<Outcome> {
    return mustRun(process.execPath, [this.at("node_modules/@lode/core/bin/lode.js"), ...words], this.folder);
  }

  private tarball(manifest: { readonly name: string; readonly version: string }): string {
    return `file:${join(this.tarballs, tarballName(manifest))}`;
  }
}

/** Why npm's registry cannot be used, or undefined. */
export async function registryFailure(folder: string): Promise<string | undefined> {
  const { code, stderr } = await runCommand("npm", ["view", "typescript", "name", "--fetch-retries=0", "--fetch-timeout=20000"], folder);
  return code === 0 ? undefined : (stderr.split("\n").find((line) => line.includes("code ")) ?? "npm view failed");
}
