import type { RunStore } from "../contracts/run-store.js";

/** The files of a run in memory. */
export class MemoryStore implements RunStore {
  readonly location = "runs/memory";
  private readonly contents = new Map<string, string>();

  /** Every file as text, in the order of their paths. */
  get files(): ReadonlyMap<string, string> {
    return new Map([...this.contents].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    const content = this.contents.get(path);
    return content === undefined ? undefined : new TextEncoder().encode(content);
  }

  async write(path: string, content: Uint8Array | string): Promise<void> {
    this.contents.set(path, typeof content === "string" ? content : new TextDecoder().decode(content));
  }

  async append(path: string, content: string): Promise<void> {
    this.contents.set(path, (this.contents.get(path) ?? "") + content);
  }

  async writeFolder(path: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
    for (const [name, content] of files) await this.write(`${path}/${name}`, content);
  }

  async list(path: string): Promise<readonly string[]> {
    const inside = [...this.contents.keys()].filter((file) => file.startsWith(`${path}/`));
    return [...new Set(inside.map((file) => file.slice(path.length + 1).split("/")[0]))].sort();
  }

  async remove(path: string): Promise<void> {
    for (const file of [...this.contents.keys()]) if (file === path || file.startsWith(`${path}/`)) this.contents.delete(file);
  }
}
