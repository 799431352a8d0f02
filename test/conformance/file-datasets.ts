import arithmetic from "@lode/arithmetic";
import files from "@lode/files";
import type { DatasetSubject } from "@lode/core/testkit";
import { problemFiles } from "../files/problem-files.js";
import { jsonLines, sums } from "../files/row-files.js";

const rated = sums(9).map(({ question, answer }, place) => ({ question, gold_answer: answer, pass_rate: place / 9 }));

const PATHS = problemFiles({
  "sums.jsonl": jsonLines(sums(9)),
  "rated.json": JSON.stringify(rated, null, 2),
  "doubled.jsonl": jsonLines([...sums(5), ...sums(9)].map(({ question, answer }) => ({ question, answer }))),
  "own.jsonl": jsonLines(sums(6).map(({ question, answer }) => ({ prompt: [{ role: "user", content: question }], answer }))),
});

const components = [files, arithmetic].flatMap((plugin) => plugin.components);
const sumsPart = { dataset: { use: "files", paths: [PATHS["sums.jsonl"]] }, weight: 2 };

type Subjects = Readonly<Record<"files" | "mixture", readonly Omit<DatasetSubject, "component">[]>>;

/** The data sets of @lode/files with options to be tried. */
export const fileDatasets: Subjects = {
  files: [
    { options: { paths: [PATHS["sums.jsonl"]] } },
    { options: { paths: [PATHS["sums.jsonl"]], shuffle: false, skip: 2, limit: 4, prompt: { style: "chat", system: "Be exact." } }, seeded: false },
    { options: { paths: [PATHS["rated.json"]], layout: "oreal", balance: {} } },
    { options: { paths: [PATHS["doubled.jsonl"], PATHS["sums.jsonl"]] } },
    { options: { paths: [PATHS["own.jsonl"]], prompt: { style: "own" } } },
  ],
  mixture: [
    { options: { parts: [sumsPart, { dataset: { use: "files", paths: [PATHS["doubled.jsonl"]] }, weight: 1 }] }, components },
    { options: { parts: [sumsPart, { dataset: { use: "arithmetic", levels: [1] }, weight: 0.5 }] }, components },
  ],
};
