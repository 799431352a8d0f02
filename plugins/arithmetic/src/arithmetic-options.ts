import { Type, options, variants, type Static } from "@lode/core";

const after = Type.Integer({ minimum: 0, default: 0, description: "Draws before this place in the stream are worked in full." });

const solutions = variants("style", [
  options({ style: Type.Literal("worked", { description: "Every solution has all its lines of work." }) }),
  options({ style: Type.Literal("terse", { description: "Every solution is the boxed answer alone." }) }),
  options({
    style: Type.Literal("mixed", { description: "A solution is worked in full or terse." }),
    after,
    share: Type.Number({ minimum: 0, maximum: 1, default: 0.5, description: "Of the draws from `after` on, the share that is worked." }),
  }),
  options({
    style: Type.Literal("by-line", { description: "Each line of work is written or left out." }),
    after,
    share: Type.Number({ minimum: 0, maximum: 1, default: 0.6, description: "Of the lines of work from `after` on, the share that is written." }),
  }),
]);

export type SolutionOptions = Static<typeof solutions>;

export const arithmeticOptions = options({
  levels: Type.Array(Type.Integer({ minimum: 1, maximum: 3 }), {
    minItems: 1,
    default: [1, 2, 3],
    description: "Drawn equally from this list; level n has n operations.",
  }),
  split: Type.Union([Type.Literal("reinforcement"), Type.Literal("cold-start"), Type.Literal("test")], {
    default: "reinforcement",
    description: "Which of the three disjoint parts of all problems.",
  }),
  solutions: Type.Unsafe<SolutionOptions>({ ...solutions, default: {}, description: "How much work the solutions show." }),
});

export type ArithmeticOptions = Static<typeof arithmeticOptions>;
