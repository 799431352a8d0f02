import { options, Type, type Static } from "@lode/core";

const NAME = "^[A-Za-z0-9][A-Za-z0-9._-]*$";

const sets = Type.Array(Type.String(), { default: [], description: "KEY=VALUE, as of --set." });

const recipe = options({
  name: Type.String({ pattern: NAME, description: "Names the folder of its runs." }),
  recipe: Type.String({ minLength: 1, description: "Recipe file." }),
  set: sets,
});

const budget = options({
  updates: Type.Optional(Type.Integer({ minimum: 1, description: "Training steps." })),
  rollouts: Type.Optional(Type.Integer({ minimum: 1, description: "Completions sampled." })),
  tokens: Type.Optional(Type.Integer({ minimum: 1, description: "Completion tokens of rows that trained." })),
  seconds: Type.Optional(Type.Number({ exclusiveMinimum: 0, description: "Of training." })),
});

const seed = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** A suite's file. */
export const suiteSchema = options({
  suite: Type.String({ pattern: NAME, description: "Names the suite's folder." }),
  recipes: Type.Array(recipe, { minItems: 1 }),
  set: sets,
  seeds: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Array(seed, { minItems: 1 })], { description: "How many, or a list." })),
  looks: Type.Optional(Type.Array(Type.Integer({ minimum: 2 }), { minItems: 2, description: "Numbers of seeds, ascending." })),
  paired: Type.Boolean({ default: true }),
  coldStarts: Type.Union([Type.Literal("by-seed"), Type.Literal("shared")], { default: "by-seed" }),
  budget,
  evaluation: Type.Optional(Type.String({ minLength: 1, description: "An evaluation set of the recipes." })),
  problems: Type.Union([Type.Literal("fixed"), Type.Literal("population")], { default: "fixed" }),
  difference: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
  equivalence: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
  collapse: Type.Optional(options({ below: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: "pass@1 of a run that collapsed lies below it." }) })),
  allow: Type.Array(Type.Union([Type.Literal("data"), Type.Literal("policy"), Type.Literal("evaluation"), Type.Literal("budget")]), {
    default: [],
    description: "Classes of `lode diff` in which recipes may differ: data, policy, evaluation, budget.",
  }),
});

export type SuiteOptions = Static<typeof suiteSchema>;
