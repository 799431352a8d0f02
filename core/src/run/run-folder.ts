import { existsSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../contracts/user-error.js";
import type { Summary } from "../contracts/tracker.js";
import { FileRunStore } from "./file-run-store.js";
import { lockRun } from "./run-lock.js";

export const RECIPE_FILE = "recipe.json";
export const SUMMARY_FILE = "summary.json";

/** What a process leaves that was killed before it wrote the recipe: there is nothing to resume yet. */
const BEFORE_THE_RECIPE = [".aside", "initial"];

/** A run folder that this process alone uses. */
export interface LockedFolder {
  readonly store: FileRunStore;
  /** Removes what was there before: called when everything that can be refused has been. */
  readonly clear: () => void;
  readonly release: () => void;
}

/** Locks the folder of a new run. Throws RUN_EXISTS where there is something in it, unless that is a run and `force` is set. Nothing is removed yet. */
export function createRunFolder(location: string, directory: string, force: boolean): LockedFolder {
  const folder = resolve(directory, location);
  const unlock = lockRun(folder);
  const contents = readdirSync(folder).filter((name) => !name.startsWith("lock.json"));
  const remedy = refusal(contents, location, force);
  if (remedy !== undefined) {
    unlock();
    throw new UserError("RUN_EXISTS", `${location} exists already`, { place: { file: location }, remedy });
  }
  const clear = (): void => {
    for (const name of contents) rmSync(join(folder, name), { recursive: true, force: true });
  };
  return { store: new FileRunStore(location, folder), clear, release: releaseEmpty(folder, unlock) };
}

/** What to do instead, where a new run may not be written over these contents. */
function refusal(contents: readonly string[], location: string, force: boolean): string | undefined {
  if (contents.every((name) => BEFORE_THE_RECIPE.includes(name))) return undefined;
  if (!contents.includes(RECIPE_FILE)) return "It is no run, so --force would not replace it either: name another folder with --out.";
  return force ? undefined : `Continue it with \`lode train --resume ${location}\`, replace it with --force, or name another folder with --out.`;
}

/** Locks the folder of a run that exists. */
export async function lockRunFolder(location: string, directory: string): Promise<LockedFolder> {
  const folder = resolve(directory, location);
  const unlock = lockRun(folder);
  const store = new FileRunStore(location, folder);
  await store.sweep();
  return { store, clear: () => undefined, release: unlock };
}

/** A run's store for reading. Throws RUN_NOT_FOUND. */
export function findRun(location: string, directory: string): FileRunStore {
  const folder = resolve(directory, location);
  if (!existsSync(join(folder, RECIPE_FILE))) {
    throw new UserError("RUN_NOT_FOUND", `there is no run in ${location}`, {
      place: { file: location },
      remedy: "Check the path; `lode train RECIPE` makes a run.",
    });
  }
  return new FileRunStore(location, folder);
}

/** The summary of a finished run. */
export async function readSummary(store: FileRunStore): Promise<Summary | undefined> {
  const bytes = await store.read(SUMMARY_FILE);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Summary);
}

/** A folder in which nothing was written is not left behind. */
function releaseEmpty(folder: string, unlock: () => void): () => void {
  return () => {
    unlock();
    if (existsSync(folder) && readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  };
}
