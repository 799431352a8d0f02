import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fuzzCase } from "../../math-plugin/fuzz/fuzz-case.js";
import { ROOT } from "../root.js";

export interface BenchCase {
  readonly gold: string;
  readonly text: string;
  readonly kind: "answer" | "response";
}

export interface BenchSet {
  readonly name: string;
  readonly profile: "strict" | "lenient";
  readonly cases: readonly BenchCase[];
}

interface Row {
  readonly gold: string;
  readonly pred: string;
  readonly kind?: "answer" | "response";
}

const FOLDER = join(ROOT, "../shared/verifier");
const FILES = [
  { name: "mathverify_cases", profile: "lenient" },
  { name: "framework_cases", profile: "lenient" },
  { name: "hardverify_even", profile: "lenient" },
  { name: "math500_pairs", profile: "strict" },
  { name: "qwen_math_responses", profile: "strict" },
] as const;

/** Of a file: math-verify takes up to a tenth of a second for one. */
const CASES = 250;

/** Cases of the collections beside the repository, spread over each of them; of our own making where they are not there. */
export function benchSets(): readonly BenchSet[] {
  const found = FILES.filter(({ name }) => existsSync(fileOf(name)));
  if (found.length > 0) return found.map(({ name, profile }) => ({ name, profile, cases: spread(readCases(fileOf(name))) }));
  return [{ name: "printed pairs", profile: "lenient", cases: Array.from({ length: CASES }, (_, place) => fuzzCase(2 * place, "lenient")) }];
}

function fileOf(name: string): string {
  return join(FOLDER, `${name}.jsonl`);
}

function readCases(file: string): readonly BenchCase[] {
  const rows = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
  return rows.map(({ gold, pred, kind = "response" }) => ({ gold, text: pred, kind }));
}

function spread(cases: readonly BenchCase[]): readonly BenchCase[] {
  const step = Math.max(1, cases.length / CASES);
  return Array.from({ length: Math.min(CASES, cases.length) }, (_, place) => cases[Math.floor(place * step)]);
}
