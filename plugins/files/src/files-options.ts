import { Type, fileOption, options, variants, type Static } from "@lode/core";
import { balanceOptions } from "./balance.js";
import { questionPrompt, rowPrompt } from "./prompt-options.js";

const field = (what: string) => Type.Optional(Type.String({ minLength: 1, description: `The field with ${what}; with dots, a field within a field.` }));

const common = {
  paths: Type.Array(fileOption(), { minItems: 1, description: "Files that end in .jsonl, .ndjson, .json (one list) or .parquet, relative to the recipe." }),
  invalid: Type.Union([Type.Literal("error"), Type.Literal("skip")], {
    default: "error",
    description: "What a row that cannot be used does: it ends the run, or it is left out and counted.",
  }),
  deduplicate: Type.Boolean({ default: true, description: "Leaves out a problem whose question has the same words as an earlier one, and counts it." }),
  skip: Type.Integer({ minimum: 0, default: 0, description: "So many problems at the beginning are left out." }),
  limit: Type.Optional(Type.Integer({ minimum: 1, description: "So many problems at most, after those skipped." })),
  shuffle: Type.Boolean({ default: true, description: "Every epoch in an order of its own, by the seed; otherwise in the order of the files." }),
};

const balance = Type.Optional(balanceOptions);

export const filesOptions = variants("layout", [
  options({
    layout: Type.Literal("lode", { description: "id, question or prompt, answer, solution, difficulty, passRate." }),
    prompt: rowPrompt,
    balance,
    ...common,
  }),
  options({
    layout: Type.Literal("gsm8k", { description: "question; answer: a solution that ends in #### and the answer." }),
    prompt: questionPrompt,
    ...common,
  }),
  options({ layout: Type.Literal("math", { description: "problem, level; solution: with the answer in its last box." }), prompt: questionPrompt, ...common }),
  options({ layout: Type.Literal("math-500", { description: "problem, solution, answer, level, unique_id." }), prompt: questionPrompt, ...common }),
  options({ layout: Type.Literal("oreal", { description: "question, gold_answer, pass_rate." }), prompt: questionPrompt, balance, ...common }),
  options({
    layout: Type.Literal("fields", { description: "As `fields` says." }),
    fields: options({
      question: field("the question"),
      prompt: field("a whole prompt, a text or a list of messages"),
      answer: Type.String({ minLength: 1, description: "The field with the answer." }),
      answerForm: Type.Union([Type.Literal("whole"), Type.Literal("hashes"), Type.Literal("box")], {
        default: "whole",
        description: "The whole field is the answer, or what follows its last ####, or what its last \\boxed holds.",
      }),
      solution: field("a written-out solution"),
      id: field("an id that no other row has"),
      difficulty: field("the difficulty, a number"),
      passRate: field("the pass rate, from 0 to 1"),
    }),
    ...{ prompt: rowPrompt, balance },
    ...common,
  }),
]);

export type FilesOptions = Static<typeof filesOptions>;
