import { contract } from "./contract.js";

/** The files of one run, by paths relative to its folder, with `/`. */
export interface RunStore {
  /** For people: the folder, as the user named it. */
  readonly location: string;
  read(path: string): Promise<Uint8Array | undefined>;
  /** Whole or not at all: written aside, synced, renamed. */
  write(path: string, content: Uint8Array | string): Promise<void>;
  /** Adds to the end of a file. */
  append(path: string, content: Uint8Array | string): Promise<void>;
  /** Writes a folder of files whole or not at all. */
  writeFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void>;
  /** Names in a folder, sorted; none if it does not exist. */
  list(path: string): Promise<readonly string[]>;
  /** Removes a file or folder; nothing happens if it does not exist. */
  remove(path: string): Promise<void>;
}

export const RunStore = contract<RunStore>("RunStore");
