import type { ComponentDefinition, PluginDefinition } from "@lode/core";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import ts from "typescript";

const COMPILER = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, experimentalDecorators: true, verbatimModuleSyntax: true };

/** Compiles the sources of a created plugin without looking at types, which needs an installed package. */
export function compilePlugin(folder: string): void {
  mkdirSync(join(folder, "dist"));
  for (const name of readdirSync(join(folder, "src"))) {
    const { outputText } = ts.transpileModule(readFileSync(join(folder, "src", name), "utf8"), { compilerOptions: COMPILER });
    writeFileSync(join(folder, "dist", name.replace(/\.ts$/, ".js")), outputText);
  }
}

/** The one component of a compiled plugin. */
export async function componentOf(folder: string): Promise<ComponentDefinition> {
  const { default: plugin } = (await import(pathToFileURL(join(folder, "dist/index.js")).href)) as { default: PluginDefinition };
  return plugin.components[0];
}

export function readManifest(folder: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Readonly<Record<string, Readonly<Record<string, string>>>>;
}
