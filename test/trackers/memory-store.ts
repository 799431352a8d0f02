import type { RunStore } from "@lode/core";

/** A run's files in memory; counts what is written. */
export class MemoryStore implements RunStore {
  readonly location = "runs/memory";
  readonly files = new Map<string, string>();
  writes = 0;

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, content] of Object.entries(files)) this.files.set(path, content);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const content = this.files.get(path);
    return content === undefined ? undefined : new TextEncoder().encode(content);
  }

  async write(path: string, content: Uint8Array | string): Promise<void> {
    this.writes += 1;
    this.files.set(path, typeof content === "string" ? content : new TextDecoder().decode(content));
  }

  async append(path: string, content: string): Promise<void> {
    this.files.set(path, (this.files.get(path) ?? "") + content);
  }

  async writeFolder(): Promise<void> {
    throw new Error("a tracker writes files");
  }

  async list(path: string): Promise<readonly string[]> {
    const inside = [...this.files.keys()].filter((file) => file.startsWith(`${path}/`));
    return inside.map((file) => file.slice(path.length + 1)).sort();
  }

  async remove(path: string): Promise<void> {
    this.files.delete(path);
  }
}
