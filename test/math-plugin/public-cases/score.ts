import { judgeAnswer } from "@lode/math";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../recipes/tiny.js";

/** Cases that may lie beside the repository, how they are judged, and how many must come out as they are labelled. */
export const PUBLIC_CASES = {
  mathverify_cases: { profile: "lenient", atLeast: 264, of: 267 },
  framework_cases: { profile: "lenient", atLeast: 175, of: 175 },
  math500_pairs: { profile: "strict", atLeast: 1699, of: 1699 },
  qwen_math_responses: { profile: "strict", atLeast: 724, of: 724 },
  adversarial: { profile: "strict", atLeast: 35, of: 35 },
  hardverify_even: { profile: "lenient", atLeast: 223, of: 250 },
} as const;

export type PublicName = keyof typeof PUBLIC_CASES;

export interface Score {
  readonly cases: number;
  readonly asLabelled: number;
  /** The names of the cases whose label is incorrect and whose verdict is correct. */
  readonly wronglyAccepted: readonly string[];
  readonly wronglyRefused: readonly string[];
  /** The names of the cases that took longer than they may, with what they took. */
  readonly tooSlow: readonly string[];
}

interface Row {
  readonly id: string;
  readonly gold: string;
  readonly pred: string;
  readonly expected: boolean;
  readonly kind?: "answer" | "response";
  readonly policy?: boolean;
  readonly label_suspect?: unknown;
  readonly max_ms?: number;
}

const FOLDER = join(REPOSITORY, "../shared/verifier");

export function hasPublicCases(): boolean {
  return existsSync(FOLDER);
}

/** Judges a file's cases but for those whose label is a house rule or in doubt. */
export function score(name: PublicName): Score {
  const results = rowsOf(name).map((row) => ({ row, ...judged(row, PUBLIC_CASES[name].profile) }));
  const named = (test: (result: (typeof results)[number]) => boolean) => results.filter(test).map(({ row }) => row.id);
  return {
    cases: results.length,
    asLabelled: results.filter(({ row, accepted }) => accepted === row.expected).length,
    wronglyAccepted: named(({ row, accepted }) => accepted && !row.expected),
    wronglyRefused: named(({ row, accepted }) => !accepted && row.expected),
    tooSlow: results.filter(({ row, ms }) => ms > (row.max_ms ?? Infinity)).map(({ row, ms }) => `${row.id}: ${ms.toFixed(0)} ms`),
  };
}

function rowsOf(name: PublicName): readonly Row[] {
  const lines = readFileSync(join(FOLDER, `${name}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line) => JSON.parse(line) as Row).filter(({ policy, label_suspect: suspect }) => policy !== true && suspect === undefined);
}

function judged({ gold, pred, kind = "response" }: Row, profile: "strict" | "lenient"): { readonly accepted: boolean; readonly ms: number } {
  const start = performance.now();
  const accepted = judgeAnswer(gold, pred, { profile, kind }).outcome === "correct";
  return { accepted, ms: performance.now() - start };
}
