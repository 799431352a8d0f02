import { expect } from "chai";
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { MemoryReading } from "./memory-reading.js";

const PROCESS = fileURLToPath(new URL("./memory-process.js", import.meta.url));
const MEGABYTE = 2 ** 20;

async function readings(kind: "compiled" | "plain"): Promise<MemoryReading[]> {
  const found: MemoryReading[] = [];
  const child = fork(PROCESS, [kind], { execArgv: ["--expose-gc"] });
  child.on("message", (reading) => found.push(reading as MemoryReading));
  await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  return found;
}

describe("memory of a training on ONNX Runtime", function () {
  this.timeout(120_000);

  for (const kind of ["compiled", "plain"] as const) {
    it(`is the same after 1,000 steps as after 200 (${kind})`, async () => {
      const found = await readings(kind);
      expect(found.map(({ step }) => step)).to.deep.equal([1, 200, 400, 600, 800, 1000]);
      const [first, early] = found;
      const last = found[5];
      expect(last.loss).to.be.below(first.loss / 2);
      const { tensors, values, sessions, waiting, pooled } = early;
      expect(last).to.include({ tensors, values, sessions, waiting, pooled });
      expect(last.resident - early.resident).to.be.below(24 * MEGABYTE);
    });
  }
});
