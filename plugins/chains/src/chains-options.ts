import { options, Type, variants, type Static } from "@lode/core";

const after = Type.Integer({ minimum: 0, default: 0, description: "Draws before this place in the stream are worked in full and right." });

const solutions = variants("style", [
  options({ style: Type.Literal("worked", { description: "Every solution has all its lines of work, all right." }) }),
  options({
    style: Type.Literal("by-line", { description: "Each line of work is written or left out." }),
    after,
    share: Type.Number({ minimum: 0, maximum: 1, default: 0.6, description: "Of the lines of work from `after` on, the share that is written." }),
  }),
  options({
    style: Type.Literal("slips", { description: "All lines are written, some with a wrong result, from which the work goes on." }),
    after,
    share: Type.Number({ minimum: 0, maximum: 1, default: 0.1, description: "Of the lines of work from `after` on, the share with a wrong result." }),
  }),
]);

export type SolutionOptions = Static<typeof solutions>;

export const chainsOptions = options({
  steps: Type.Array(Type.Integer({ minimum: 1, maximum: 24 }), {
    minItems: 1,
    default: [6, 8, 10, 12],
    description: "How many operations a chain has: drawn equally from this list.",
  }),
  modulus: Type.Integer({ minimum: 3, maximum: 99, default: 7, description: "Every result is taken modulo this number." }),
  split: Type.Union([Type.Literal("reinforcement"), Type.Literal("cold-start"), Type.Literal("test")], {
    default: "reinforcement",
    description: "Which of the three disjoint parts of all problems.",
  }),
  solutions: Type.Unsafe<SolutionOptions>({ ...solutions, default: {}, description: "Which work the solutions show." }),
});

export type ChainsOptions = Static<typeof chainsOptions>;
