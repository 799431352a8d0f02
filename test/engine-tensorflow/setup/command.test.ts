import { expect } from "chai";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { setupModule } from "./modules.js";

const { runProgram } = setupModule("run-program");
const { variant } = setupModule("variant");
const PROGRAM = fileURLToPath(new URL("../../../../plugins/engine-tensorflow/bin/setup-tensorflow.js", import.meta.url));

const node = (...words: readonly string[]) => runProgram({ program: process.execPath, words, directory: "." });

describe("engine tensorflow: setup command", () => {
  it("explains itself", async () => {
    const { status, stdout } = await node(PROGRAM, "--help");
    expect(status).to.equal(0);
    expect(stdout).to.match(/^usage: lode-setup-tensorflow/);
  });

  it("refuses a flag that it does not know", async () => {
    const { status, stderr } = await node(PROGRAM, "--gup");
    expect(status).to.equal(2);
    expect(stderr).to.match(/^USAGE: Unknown option '--gup'/);
  });

  it("tells how a program ended, and that there is none", async () => {
    expect(await node("-e", "console.log(1); console.error(2); process.exitCode = 3")).to.deep.equal({ status: 3, stdout: "1\n", stderr: "2\n" });
    expect((await node("-e", "process.kill(process.pid, 'SIGKILL')")).status).to.equal("SIGKILL");
    expect((await runProgram({ program: "no-such-program", words: [], directory: "." })).status).to.equal(null);
  });

  for (const gpu of [false, true]) {
    const { engine, wheels, download, packageVersion } = variant(gpu);
    it(`pins what ${engine} fetches, by version and hash, and says how much it is`, () => {
      expect(packageVersion).to.match(/^\d+\.\d+\.\d+$/);
      const [comment, ...lines] = readFileSync(wheels, "utf8").trim().split("\n");
      expect(comment).to.match(new RegExp(`^# .*\`${engine}\`.* ${download.toLocaleString("en")} MB\\.$`));
      for (const line of lines) expect(line).to.match(/^[\w-]+==[\d.]+ --hash=sha256:[0-9a-f]{64}$/);
    });
  }
});
