import type { Verdict } from "@lode/core";
import { parentPort, workerData } from "node:worker_threads";
import type { Judge } from "../../../plugins/math/src/pool/judge-in-thread.js";
import type { ThreadStart } from "../../../plugins/math/src/pool/thread-messages.js";
import { mathModule } from "./modules.js";

const { judgeInThread } = mathModule("pool/judge-in-thread");

/** What a broken verifier may do, by the text that it is given; every other text is accepted. */
const FAULTS: Readonly<Record<string, () => void>> = {
  loop: () => {
    for (;;);
  },
  backtrack: () => /^(a+)+$/.test(`${"a".repeat(60)}b`),
  multiply: () => {
    for (let product = 3n; ; product *= product);
  },
  hoard: () => {
    for (const hoarded: number[][] = []; ;) hoarded.push(new Array<number>(10_000).fill(hoarded.length));
  },
  throw: () => {
    throw new TypeError("no such thing");
  },
  recurse: () => {
    const deeper = (depth: number): number => 1 + deeper(depth + 1);
    deeper(0);
  },
  // eslint-disable-next-line no-restricted-properties -- a verifier that does what it must not
  exit: () => process.exit(3),
  slow: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60),
};

const judge: Judge = ({ text, kind }): Verdict => {
  if (Object.hasOwn(FAULTS, text)) FAULTS[text]();
  return { outcome: "correct", reason: "accepted", extracted: `${kind} ${text}` };
};

if (parentPort) judgeInThread(parentPort, workerData as ThreadStart, judge);
