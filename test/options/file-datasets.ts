import { Dataset, UserError, type Problem } from "@lode/core";
import { problemFiles } from "../files/problem-files.js";
import { jsonLines } from "../files/row-files.js";
import { opened } from "./opened.js";
import { LISTED, proofs, type Fragment, type Proof } from "./proof.js";

/** Two epochs of the largest file, and more. */
const DRAWS = 24;

/** A row that every layout can read, each another problem. */
function row(place: number): object {
  return {
    ...{ question: `q ${place}`, problem: `p ${place}`, answer: `a ${place} #### ${place} \\boxed{b${place}}`, gold_answer: `g ${place}` },
    ...{ solution: `s \\boxed{${place}}`, prompt: `own ${place}`, text: `own text ${place}` },
    ...{ id: `id-${place}`, unique_id: `u-${place}`, difficulty: place, level: place + 10, pass_rate: place / 10, passRate: place / 20 },
  };
}

const ROWS = [0, 1, 2, 3, 4].map(row);
/** The same question twice, under two ids. */
const TWICE = [...ROWS, { ...ROWS[0], id: "id-9", unique_id: "u-9" }];

const PATHS = problemFiles({
  "rows.jsonl": jsonLines(ROWS),
  "others.jsonl": jsonLines([7, 8].map(row)),
  "twice.jsonl": jsonLines(TWICE),
  "broken.jsonl": `${jsonLines(ROWS)}{broken\n`,
});

const FIELDS = { question: "question", answer: "answer", passRate: "passRate" };

/** The problems that are drawn and what is said of them, or why there are none. */
async function seenIn(fragment: Fragment): Promise<unknown> {
  try {
    return await opened(Dataset, fragment, async (dataset) => {
      const problems: Problem[] = [];
      for await (const { problem } of dataset.draws(0)) if (problems.push(problem) === DRAWS) break;
      return { problems, report: dataset.report?.() };
    });
  } catch (error) {
    if (error instanceof UserError) return `${error.code}: ${error.message}`;
    throw error;
  }
}

const ranges = (to: number, repeat: number): readonly object[] => [{ from: 0, to, repeat }];
const examples = (answer: string): readonly object[] => [{ question: "1+1", answer }];

const files = proofs(
  "Dataset files",
  { observe: seenIn, given: { paths: [PATHS["rows.jsonl"]], fields: FIELDS } },
  {
    layout: LISTED,
    paths: { low: [PATHS["rows.jsonl"]], high: [PATHS["others.jsonl"]] },
    "prompt.style": LISTED,
    "prompt.template": { low: "{question}?", high: "Q {question}" },
    "prompt.system": { low: "Be exact.", high: "Be brief.", absent: true },
    "prompt.examples": { low: examples("2"), high: examples("two"), absent: true },
    invalid: { ...LISTED, given: { paths: [PATHS["broken.jsonl"]] } },
    deduplicate: { ...LISTED, given: { paths: [PATHS["twice.jsonl"]] } },
    skip: { low: 0, high: 2 },
    limit: { low: 2, high: 3, absent: true },
    shuffle: LISTED,
    balance: { low: { ranges: ranges(0.2, 1) }, high: { ranges: ranges(1, 2) }, absent: true },
    "balance.ranges": { low: ranges(0.2, 1), high: ranges(1, 2) },
    "fields.question": { low: "question", high: "problem", absent: true },
    "fields.prompt": { low: "prompt", high: "text", absent: true, given: { prompt: { style: "own" } } },
    "fields.answer": { low: "answer", high: "gold_answer" },
    "fields.answerForm": LISTED,
    "fields.solution": { low: "solution", high: "text", absent: true },
    "fields.id": { low: "id", high: "unique_id", absent: true },
    "fields.difficulty": { low: "difficulty", high: "level", absent: true },
    "fields.passRate": { low: "passRate", high: "pass_rate", absent: true },
  },
);

const part = (level: number, weight: number): object => ({ dataset: { use: "arithmetic", levels: [level] }, weight });

const mixture = proofs("Dataset mixture", { observe: seenIn }, { parts: { low: [part(1, 1), part(2, 1)], high: [part(1, 1), part(2, 3)] } });

/** That every option of the data sets of @lode/files has an effect. */
export const fileDatasets: readonly Proof[] = [...files, ...mixture];
