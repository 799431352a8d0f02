import { Verifier } from "@lode/core";
import type { Worker } from "node:worker_threads";
import { opened } from "./opened.js";
import { LISTED, proofs, type Fragment, type Proof } from "./proof.js";

const signal = new AbortController().signal;

/** Verdicts on texts, and the memory that each thread which was started for them may use. */
async function judged(fragment: Fragment, texts: readonly string[]): Promise<{ readonly verdicts: unknown; readonly threads: unknown }> {
  const threads: (number | undefined)[] = [];
  const note = ({ resourceLimits }: Worker): void => void threads.push(resourceLimits?.maxOldGenerationSizeMb);
  process.on("worker", note);
  try {
    const attempts = texts.map((text) => ({ problem: { id: "p", prompt: "", answer: "7" }, rollout: { text } }));
    const verdicts = await opened(Verifier, fragment, (verifier) => verifier.verify(attempts, signal));
    return { verdicts, threads };
  } finally {
    process.off("worker", note);
  }
}

/** Of answers with a box and without. */
async function verdictsOf(fragment: Fragment): Promise<unknown> {
  return (await judged(fragment, ["it is \\boxed{7}", "The final answer is 7."])).verdicts;
}

/** Of a text that takes some milliseconds to read. */
async function longVerdictOf(fragment: Fragment): Promise<unknown> {
  return (await judged(fragment, [`${"the answer is {".repeat(1_000_000)}\\boxed{7}`])).verdicts;
}

/** Of enough attempts for several threads. */
async function threadsOf(fragment: Fragment): Promise<unknown> {
  return (
    await judged(
      fragment,
      Array.from({ length: 100 }, (_, place) => `\\boxed{${place}}`),
    )
  ).threads;
}

export const verifiers: readonly Proof[] = [
  ...proofs("Verifier math", { observe: verdictsOf }, { profile: LISTED }),
  ...proofs("Verifier math", { observe: longVerdictOf }, { deadline: { low: 1, high: 60_000 } }),
  ...proofs("Verifier math", { observe: threadsOf }, { workers: { low: 1, high: 3 }, memory: { low: 32, high: 64 } }),
];
