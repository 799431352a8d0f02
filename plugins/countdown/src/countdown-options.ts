import { options, Type, variants, type Static } from "@lode/core";

const attempts = Type.Integer({ minimum: 0, maximum: 20, default: 3, description: "The most expressions that a solution tries in vain." });

const solutions = variants("style", [
  options({ style: Type.Literal("search", { description: "Every solution tries expressions until one reaches the target." }), attempts }),
  options({ style: Type.Literal("terse", { description: "Every solution is the boxed expression alone." }) }),
  options({
    style: Type.Literal("mixed", { description: "A solution searches or is terse." }),
    attempts,
    after: Type.Integer({ minimum: 0, default: 0, description: "Draws before this place in the stream search." }),
    share: Type.Number({ minimum: 0, maximum: 1, default: 0.5, description: "Of the draws from `after` on, the share that searches." }),
  }),
]);

export type SolutionOptions = Static<typeof solutions>;

export const countdownOptions = options({
  counts: Type.Array(Type.Integer({ minimum: 3, maximum: 4 }), {
    minItems: 1,
    default: [3, 4],
    description: "How many numbers a problem has: drawn equally from this list.",
  }),
  split: Type.Union([Type.Literal("reinforcement"), Type.Literal("cold-start"), Type.Literal("test")], {
    default: "reinforcement",
    description: "Which of the three disjoint parts of all problems.",
  }),
  solutions: Type.Unsafe<SolutionOptions>({ ...solutions, default: {}, description: "How much of a search the solutions show." }),
});

export type CountdownOptions = Static<typeof countdownOptions>;
