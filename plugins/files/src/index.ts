import { Dataset, component, definePlugin } from "@lode/core";
import { FilesDataset } from "./files-dataset.js";
import { filesOptions, type FilesOptions } from "./files-options.js";
import { MixtureDataset, mixtureOptions } from "./mixture-dataset.js";

export { filesOptions, type FilesOptions } from "./files-options.js";
export { finalAnswer, type AnswerForm } from "./final-answer.js";
export { LAYOUTS, type Layout } from "./layout.js";
export { readProblem, type RowProblem } from "./read-problem.js";
export { RowFault } from "./row-fault.js";
export { scanArray } from "./scan-array.js";
export { scanLines, type RowBytes } from "./scan-lines.js";
export { shuffled } from "./shuffled.js";
export { FilesDataset } from "./files-dataset.js";
export { MixtureDataset, mixtureOptions, type MixtureOptions } from "./mixture-dataset.js";

export default definePlugin({
  name: "@lode/files",
  core: "^0.1.0",
  components: [
    component(Dataset, {
      use: "files",
      description: "Problems from JSON Lines, JSON and Parquet",
      options: filesOptions,
      gives: (options: FilesOptions) => ["dataset.problems", ...(hasSolutions(options) ? ["dataset.solutions"] : [])],
      create: FilesDataset,
    }),
    component(Dataset, {
      use: "mixture",
      description: "Several data sets, each draw from one of them, by weight",
      options: mixtureOptions,
      gives: ["dataset.problems", "dataset.solutions"],
      create: MixtureDataset,
    }),
  ],
});

/** Whether rows may have solutions; a demonstration of a row without one is an error that names the problem. */
function hasSolutions(options: FilesOptions): boolean {
  return options.layout === "fields" ? options.fields.solution !== undefined : options.layout !== "oreal";
}
