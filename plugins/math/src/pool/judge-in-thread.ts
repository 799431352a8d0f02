import { hrtime } from "node:process";
import type { MessagePort } from "node:worker_threads";
import type { TimedVerdict, Verdict } from "@lode/core";
import type { Case, FromThread, ThreadStart, ToThread } from "./thread-messages.js";

/** How one case is judged: pure and synchronous. */
export type Judge = (one: Case) => Verdict;

/** The other end of `JudgeThread`: judges lists of cases. What is done is sent every few milliseconds, so that little is lost if the thread is ended. */
export function judgeInThread(port: MessagePort, { begun }: ThreadStart, judge: Judge): void {
  const times = new BigInt64Array(begun);
  port.on("message", (cases: ToThread) => {
    let done: TimedVerdict[] = [];
    let sent = hrtime.bigint();
    for (const [place, one] of cases.entries()) {
      const start = hrtime.bigint();
      Atomics.store(times, place, start);
      const verdict = judged(one, judge);
      const end = hrtime.bigint();
      done.push({ ...verdict, ms: Number(end - start) / MILLISECOND });
      if (end - sent < SEND_AFTER) continue;
      port.postMessage(done satisfies FromThread);
      done = [];
      sent = end;
    }
    Atomics.store(times, cases.length, hrtime.bigint());
    if (done.length > 0) port.postMessage(done satisfies FromThread);
  });
}

/** A fault of the judge is a verdict of its own, never a wrong answer, and costs the other cases nothing. */
function judged(one: Case, judge: Judge): Verdict {
  try {
    return judge(one);
  } catch (error) {
    return { outcome: "error", reason: `the verifier failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Nanoseconds. */
const MILLISECOND = 1e6;
const SEND_AFTER = 10_000_000n;
