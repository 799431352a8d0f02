import type { TimedVerdict } from "@lode/core";
import type { Profile } from "../../../plugins/math/src/judge-answer.js";
import { mathModule } from "../pool/modules.js";
import { REPOSITORY } from "../../recipes/tiny.js";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fuzzCase, type FuzzCase } from "./fuzz-case.js";

const { JudgePool } = mathModule("pool/judge-pool");

/** What came of a number of cases. */
export interface FuzzReport {
  /** Judged correct although the values differ. */
  readonly wronglyAccepted: readonly FuzzCase[];
  /** Equal in value and not judged correct. */
  readonly missed: readonly FuzzCase[];
  /** Pairs of equal values. */
  readonly equal: number;
  /** Cases on which the verifier threw or ran out of time or memory. */
  readonly broken: readonly (FuzzCase & { readonly verdict: TimedVerdict })[];
  readonly slowestMs: number;
}

/** A verdict of the threads, not of the verifier itself. */
const BROKEN = /^(the verifier failed|not judged within|more than \d+ MiB)/;
const BATCH = 1000;

/** Judges the cases of numbers `from` to `to` in threads with a deadline. */
export async function fuzz(from: number, to: number, profile: Profile, tell: (done: number) => void = () => undefined): Promise<FuzzReport> {
  const module = pathToFileURL(join(REPOSITORY, "plugins/math/dist/pool/judge-thread.js"));
  const pool = new JudgePool(module, { profile, deadline: 2000, memory: 256, workers: 1 });
  const judged: { readonly one: FuzzCase; readonly verdict: TimedVerdict }[] = [];
  try {
    for (let start = from; start < to; start += BATCH) {
      const cases = Array.from({ length: Math.min(BATCH, to - start) }, (_, place) => fuzzCase(start + place, profile));
      const verdicts = await pool.judge(cases, new AbortController().signal);
      judged.push(...cases.map((one, place) => ({ one, verdict: verdicts[place] })));
      tell(start + cases.length - from);
    }
  } finally {
    await pool.close();
  }
  const cases = (which: (one: FuzzCase, verdict: TimedVerdict) => boolean): readonly FuzzCase[] =>
    judged.filter(({ one, verdict }) => which(one, verdict)).map(({ one }) => one);
  return {
    wronglyAccepted: cases(({ equal }, { outcome }) => equal === false && outcome === "correct"),
    missed: cases(({ equal }, { outcome }) => equal === true && outcome !== "correct"),
    equal: cases(({ equal }) => equal === true).length,
    broken: judged.filter(({ verdict }) => BROKEN.test(verdict.reason)).map(({ one, verdict }) => ({ ...one, verdict })),
    slowestMs: judged.reduce((slowest, { verdict }) => Math.max(slowest, verdict.ms), 0),
  };
}
