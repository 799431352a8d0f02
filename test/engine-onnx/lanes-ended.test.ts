import { expect } from "chai";
import { fork } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

const PROCESS = fileURLToPath(new URL("./lane-process.js", import.meta.url));
const FAULT = fileURLToPath(new URL("./lane-fault.js", import.meta.url));

interface Outcome {
  readonly sums?: readonly number[];
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly remedy?: string;
}

/** What a process tells in which this goes wrong in the lane, twice. */
async function outcomes(fault: string): Promise<Outcome[]> {
  const found: Outcome[] = [];
  // Memory is short so that it runs out at once.
  const execArgv = ["--import", FAULT, "--max-old-space-size=64"];
  const child = fork(PROCESS, [], { execArgv, env: { ...process.env, LODE_TEST_FAULT: fault }, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => (printed += text.toString()));
  child.on("message", (outcome) => found.push(outcome as Outcome));
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  expect([code, printed]).to.deep.equal([0, ""]);
  expect(found).to.have.length(2);
  return found;
}

describe("a lane of ONNX Runtime whose thread fails", function () {
  this.timeout(60_000);

  it("says so where the native library does not load in a second thread", async () => {
    for (const { name, code, message, remedy } of await outcomes("no native library")) {
      expect([name, code]).to.deep.equal(["UserError", "ENGINE_UNAVAILABLE"]);
      expect(message).to.match(/^a thread of the engine onnx cannot load what it computes with: .*planted: this library/);
      expect(remedy).to.contain("engine.threads=1");
    }
  });

  for (const fault of ["ends while it loads", "ends while it answers", "out of memory"]) {
    it(`is noticed by whoever waits for it where it ${fault === "out of memory" ? "runs out of memory" : fault}`, async () => {
      for (const { name, code, message, remedy } of await outcomes(fault)) {
        expect([name, code]).to.deep.equal(["UserError", "THREAD_ENDED"]);
        expect(message).to.match(/^a thread of the engine onnx ended before its work was done/);
        expect(remedy).to.contain("engine.threads=1").and.contain("max-old-space-size");
      }
    });
  }

  it("is waited for where it only takes long", async () => {
    expect(await outcomes("answers late")).to.deep.equal([{ sums: [100, 200] }, { sums: [100, 200] }]);
  });
});
