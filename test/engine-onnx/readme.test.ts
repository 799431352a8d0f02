import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

describe("the README of the ONNX engine", function () {
  this.timeout(30_000);

  it("has a program that runs as it stands", async () => {
    const readme = readFileSync(join(ROOT, "plugins/engine-onnx/README.md"), "utf8");
    const [, name, code] = /```js\n\/\/ (\S+)\n(.*?)```/s.exec(readme) ?? [];
    // Inside the repository, so that it finds the packages as a user's would.
    const folder = mkdtempSync(join(ROOT, "test/dist/readme-"));
    try {
      writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
      writeFileSync(join(folder, name), code);
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, name)]);
      expect([stdout, stderr]).to.deep.equal(["step 100: loss below 0.02\nstep 200: loss below 0.02\n", ""]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
