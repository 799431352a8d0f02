import { Verifier, type Attempt } from "@lode/core";
import { expect } from "chai";
import { opened } from "../options/opened.js";

const signal = new AbortController().signal;

function attempt(text: string, kind?: Attempt["kind"]): Attempt {
  return { problem: { id: "p", prompt: "", answer: "1/2" }, rollout: { text }, ...(kind && { kind }) };
}

describe("the component math", () => {
  it("judges a response by its box, and an answer as it is", async () => {
    const attempts = [attempt("\\boxed{0.5}"), attempt("0.5"), attempt("0.5", "response"), attempt("0.5", "answer"), attempt("0.6", "answer")];
    const verdicts = await opened(Verifier, { use: "math" }, (verifier) => verifier.verify(attempts, signal));
    expect(verdicts.map(({ outcome }) => outcome)).to.deep.equal(["correct", "incorrect", "incorrect", "correct", "incorrect"]);
    for (const verdict of verdicts) expect(verdict).to.not.have.property("ms");
  });

  it("tells the time of each attempt where it is asked, with the same verdicts", async () => {
    await opened(Verifier, { use: "math" }, async (verifier) => {
      const attempts = [attempt("\\boxed{0.5}"), attempt("0.5")];
      const timed = (await verifier.verifyTimed?.(attempts, signal)) ?? [];
      for (const { ms } of timed) expect(ms).to.be.above(0);
      expect(timed.map(({ ms: _, ...verdict }) => verdict)).to.deep.equal(await verifier.verify(attempts, signal));
    });
  });

  it("starts no thread before it judges, and none outlives it", async () => {
    const running = new Set<unknown>();
    const note = (worker: { on: (event: "exit", gone: () => void) => void }): void => {
      running.add(worker);
      worker.on("exit", () => running.delete(worker));
    };
    process.on("worker", note);
    try {
      await opened(Verifier, { use: "math" }, async () => expect(running.size).to.equal(0));
      await opened(Verifier, { use: "math" }, async (verifier) => {
        await verifier.verify([attempt("\\boxed{1}")], signal);
        expect(running.size).to.equal(1);
      });
      expect(running.size).to.equal(0);
    } finally {
      process.off("worker", note);
    }
  });
});
