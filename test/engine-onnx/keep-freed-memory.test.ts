import { expect } from "chai";
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROCESS = fileURLToPath(new URL("./heap-process.js", import.meta.url));

/** The share of a new array of 20 MB that lies in memory which the C library keeps. */
async function shareKept(...words: readonly string[]): Promise<number> {
  let share = Number.NaN;
  const child = fork(PROCESS, words);
  child.on("message", (sent) => ({ share } = sent as { share: number }));
  await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  return share;
}

/** Why the C library is not one that gives memory back; undefined where it is. */
function withoutGlibc(): string | undefined {
  if (process.platform !== "linux") return "only Linux has glibc";
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime === undefined ? "this C library is not glibc" : undefined;
}

describe("memory that sessions free", function () {
  this.timeout(60_000);

  const reason = withoutGlibc();
  if (reason !== undefined) {
    it(`stays with the process: not tried, since ${reason}`);
    return;
  }

  it("stays with the process, and would not by itself", async () => {
    const [kept, given] = [await shareKept("keep"), await shareKept()];
    expect(kept).to.be.above(0.5);
    expect(given).to.be.below(0.5);
  });
});
