import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A folder that lives as long as the suite that asked for it. */
export class TemporaryFolder {
  path = "";

  constructor() {
    before(() => {
      this.path = realpathSync(mkdtempSync(join(tmpdir(), "lode-test-")));
    });
    after(() => {
      rmSync(this.path, { recursive: true, force: true });
    });
  }

  at(...parts: readonly string[]): string {
    return join(this.path, ...parts);
  }

  /** Writes a text, or a value as JSON; returns the whole path. */
  write(path: string, content: unknown): string {
    const file = this.at(path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 2));
    return file;
  }
}
