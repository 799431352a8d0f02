import { expect } from "chai";
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

const PROCESS = fileURLToPath(new URL("./page-process.js", import.meta.url));

/** Fresh pages of memory in each of two steps of a training. */
async function pagesOfSteps(): Promise<readonly number[]> {
  let pages: readonly number[] = [];
  const child = fork(PROCESS);
  child.on("message", (sent) => (pages = sent as readonly number[]));
  await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  return pages;
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
    it(`is there for the next: not tried, since ${reason}`);
    return;
  }

  it("is there for the next: the second step takes few fresh pages", async () => {
    // Were it given back, the second step would take three quarters as many as the first; it takes a third at most.
    const [first, second] = await pagesOfSteps();
    expect(first).to.be.above(100);
    expect(second).to.be.below(first / 2);
  });
});
