import type { RunStore } from "@lode/core";

/** A run's files in memory, by path. */
export class ByteStore implements RunStore {
  readonly location = "runs/memory";

  constructor(readonly files = new Map<string, Uint8Array>()) {}

  /** With the files as they are now, and a life of its own. */
  copy(): ByteStore {
    return new ByteStore(new Map(this.files));
  }

  text(path: string): string | undefined {
    const content = this.files.get(path);
    return content && new TextDecoder().decode(content);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.files.get(path);
  }

  async write(path: string, content: Uint8Array | string): Promise<void> {
    this.files.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content);
  }

  async append(path: string, content: Uint8Array | string): Promise<void> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    await this.write(path, Uint8Array.from([...(this.files.get(path) ?? []), ...bytes]));
  }

  async writeFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    await this.remove(path);
    for (const [name, content] of files) this.files.set(`${path}/${name}`, content);
  }

  async list(path: string): Promise<readonly string[]> {
    const inside = [...this.files.keys()].filter((file) => file.startsWith(`${path}/`));
    return [...new Set(inside.map((file) => file.slice(path.length + 1).split("/")[0]))].sort();
  }

  async remove(path: string): Promise<void> {
    for (const file of [...this.files.keys()]) if (file === path || file.startsWith(`${path}/`)) this.files.delete(file);
  }
}
