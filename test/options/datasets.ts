import { Dataset, Tokenizer, type Problem } from "@lode/core";
import { fileDatasets } from "./file-datasets.js";
import { opened } from "./opened.js";
import { LISTED, proofs, type Fragment, type Proof } from "./proof.js";

const DRAWS = 16;

async function problemsOf(fragment: Fragment): Promise<unknown> {
  return opened(Dataset, fragment, async (dataset) => {
    const problems: Problem[] = [];
    for await (const { problem } of dataset.draws(0)) {
      problems.push(problem);
      if (problems.length === DRAWS) break;
    }
    return problems;
  });
}

async function tokensOf(fragment: Fragment): Promise<unknown> {
  return opened(Tokenizer, fragment, async (tokenizer) => tokenizer.encode("1+2"));
}

export const datasets: readonly Proof[] = [
  ...proofs(
    "Dataset arithmetic",
    { observe: problemsOf },
    {
      levels: { low: [1], high: [2] },
      split: LISTED,
      "solutions.style": LISTED,
      "solutions.after": { low: 0, high: 12 },
      "solutions.share": { low: 0.2, high: 0.8 },
    },
  ),
  ...proofs(
    "Dataset countdown",
    { observe: problemsOf },
    {
      counts: { low: [3], high: [4] },
      split: LISTED,
      "solutions.style": LISTED,
      "solutions.attempts": { low: 0, high: 6 },
      "solutions.after": { low: 0, high: 12 },
      "solutions.share": { low: 0.2, high: 0.8 },
    },
  ),
  ...proofs(
    "Dataset chains",
    { observe: problemsOf },
    {
      steps: { low: [6], high: [12] },
      modulus: { low: 7, high: 11 },
      split: LISTED,
      "solutions.style": LISTED,
      "solutions.after": { low: 0, high: 12 },
      "solutions.share": { low: 0.2, high: 0.8 },
    },
  ),
  ...fileDatasets,
  ...proofs("Tokenizer character", { observe: tokensOf }, { alphabet: { low: "0123+", high: "+3210" } }),
];
