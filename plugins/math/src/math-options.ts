import { options, Type, type Static } from "@lode/core";

export const mathOptions = options({
  profile: Type.Union([Type.Literal("strict"), Type.Literal("lenient")], {
    default: "strict",
    description: "strict: only a box or an answer tag counts (training); lenient: also an answer without one, and more notations (evaluation).",
  }),
  deadline: Type.Integer({ minimum: 1, default: 2000, description: "Milliseconds for one completion; after that its verdict is timeout." }),
  workers: Type.Integer({ minimum: 1, maximum: 256, default: 2, description: "Threads that judge, each started when it is needed." }),
  memory: Type.Integer({
    minimum: 32,
    default: 256,
    description: "Mebibytes of heap that a thread may use; a completion that needs more has the verdict error.",
  }),
});

export type MathOptions = Static<typeof mathOptions>;
