import { judgeAnswer } from "@lode/math";
import { serve } from "../lode/serve.js";
import type { BenchCase } from "./bench-cases.js";

/** Judges cases as a thread of the verifier does; processor time of all threads, those of the compiler and the garbage collector too. */
async function judge({ cases, profile }: { cases: readonly BenchCase[]; profile: "strict" | "lenient" }): Promise<object> {
  const start = process.cpuUsage();
  for (const { gold, text, kind } of cases) judgeAnswer(gold, text, { profile, kind });
  const { user, system } = process.cpuUsage(start);
  return { cpuSeconds: (user + system) / 1e6 };
}

await serve({ judge });
