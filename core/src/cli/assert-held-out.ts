import { relative } from "node:path";
import type { Dataset, StoredProblem } from "../contracts/dataset.js";
import { UserError } from "../contracts/user-error.js";
import { HeldOutProblems, SEQUENCE, type Overlap } from "../trainer/held-out-problems.js";

/** An evaluation set of stored problems. */
export interface HeldOutSet {
  readonly name: string;
  readonly dataset: Dataset;
  /** The share of a problem's sequences of words from which a problem with the same answer counts as its copy. */
  readonly threshold: number;
}

const SHOWN = 5;

/** Throws DATA_INVALID where problems of an evaluation set are trained on, naming the first of them by file and line. */
export async function assertHeldOut(trained: Dataset, sets: readonly HeldOutSet[]): Promise<void> {
  const comparisons = await Promise.all(sets.map(async (set) => ({ ...set, problems: await indexOf(set.dataset), found: new Map<StoredProblem, Overlap>() })));
  for await (const stored of trained.problems?.() ?? []) for (const comparison of comparisons) compare(comparison, stored);
  for (const { name, found } of comparisons) if (found.size > 0) throw contamination(name, [...found.values()]);
}

interface Comparison extends HeldOutSet {
  readonly problems: HeldOutProblems;
  /** By held-out problem, the training problem that is most like it. */
  readonly found: Map<StoredProblem, Overlap>;
}

function compare({ problems, threshold, found }: Comparison, stored: StoredProblem): void {
  const overlap = problems.overlap(stored, threshold);
  if (overlap && overlap.share > (found.get(overlap.heldOut)?.share ?? 0)) found.set(overlap.heldOut, overlap);
}

async function indexOf(dataset: Dataset): Promise<HeldOutProblems> {
  const problems = new HeldOutProblems();
  for await (const stored of dataset.problems?.() ?? []) problems.add(stored);
  return problems;
}

function contamination(name: string, overlaps: readonly Overlap[]): UserError {
  const pairs = [...overlaps].sort((a, b) => b.share - a.share || a.heldOut.line - b.heldOut.line).map(pairText);
  const more = pairs.length > SHOWN ? [`and ${pairs.length - SHOWN} more`] : [];
  const what = `${pairs.length === 1 ? "a problem" : `${pairs.length} problems`} of the evaluation set ${name} ${pairs.length === 1 ? "is" : "are"} also trained on`;
  return new UserError("DATA_INVALID", [`${what}:`, ...pairs.slice(0, SHOWN), ...more].join("\n       "), {
    place: { pointer: `/evaluation/sets/${name}` },
    remedy: `Take them out of the training problems. Near copies that are meant: raise "overlap" of the set; a set that is to be trained on: "overlap": "allowed".`,
  });
}

function pairText({ heldOut, trained, share }: Overlap): string {
  const how = share === 1 ? "is" : `shares ${Math.floor(100 * share)} % of its sequences of ${SEQUENCE} words, and the answer, with`;
  return `${place(heldOut)} ${how} ${place(trained)}`;
}

function place({ file, line }: StoredProblem): string {
  const path = relative(process.cwd(), file);
  return `${path.startsWith("..") ? file : path}:${line}`;
}
