import { open, appendFile, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { RunStore } from "../contracts/run-store.js";

/** Where things are written before they are renamed; left over only by a process that was killed. */
const ASIDE = ".aside";

/** A run in a folder of the file system. */
export class FileRunStore implements RunStore {
  constructor(
    /** As the user named it. */
    readonly location: string,
    private readonly folder: string,
  ) {}

  async read(path: string): Promise<Uint8Array | undefined> {
    try {
      return await readFile(join(this.folder, path));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async write(path: string, content: Uint8Array | string): Promise<void> {
    const aside = join(this.folder, ASIDE, path.replaceAll("/", "-"));
    await writeSynced(aside, content);
    await this.moveTo(aside, path);
  }

  async append(path: string, content: Uint8Array | string): Promise<void> {
    await mkdir(dirname(join(this.folder, path)), { recursive: true });
    await appendFile(join(this.folder, path), content);
  }

  async writeFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    const aside = join(this.folder, ASIDE, path.replaceAll("/", "-"));
    await rm(aside, { recursive: true, force: true });
    for (const [name, content] of files) await writeSynced(join(aside, name), content);
    await syncFolder(aside);
    await this.remove(path);
    await this.moveTo(aside, path);
  }

  async list(path: string): Promise<readonly string[]> {
    try {
      return (await readdir(join(this.folder, path))).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async remove(path: string): Promise<void> {
    const place = join(this.folder, path);
    const aside = join(this.folder, ASIDE, `removed-${path.replaceAll("/", "-")}`);
    try {
      // A folder must not be seen half removed.
      await mkdir(dirname(aside), { recursive: true });
      await rm(aside, { recursive: true, force: true });
      await rename(place, aside);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }

  /** Removes the place where things are written aside, with what a killed process left there. */
  async sweep(): Promise<void> {
    await rm(join(this.folder, ASIDE), { recursive: true, force: true });
  }

  private async moveTo(aside: string, path: string): Promise<void> {
    const place = join(this.folder, path);
    await mkdir(dirname(place), { recursive: true });
    await rename(aside, place);
    await syncFolder(dirname(place));
  }
}

async function writeSynced(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders; there the rename alone must do.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "");
}
