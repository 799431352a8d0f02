import type { RunStore } from "../contracts/run-store.js";

/** The files of a run in memory. */
export class MemoryStore implements RunStore {
  readonly location = "runs/memory";
  private readonly contents = new Map<string, Uint8Array>();

  /** Every file as text, in the order of their paths. A file that is no text has a character for each byte. */
  get files(): ReadonlyMap<string, string> {
    const texts = Array.from(this.contents, ([path, content]) => [path, textOf(content)] as const);
    return new Map(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return this.contents.get(path);
  }

  async write(path: string, content: Uint8Array | string): Promise<void> {
    this.contents.set(path, bytesOf(content));
  }

  async append(path: string, content: Uint8Array | string): Promise<void> {
    const before = this.contents.get(path) ?? new Uint8Array();
    this.contents.set(path, Uint8Array.from([...before, ...bytesOf(content)]));
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

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : Uint8Array.from(content);
}

function textOf(content: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return Array.from(content, (byte) => String.fromCharCode(byte)).join("");
  }
}
