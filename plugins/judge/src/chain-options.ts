import { componentListOption, options, Type, Verifier, type Static } from "@lode/core";

const outcome = Type.Union([Type.Literal("correct"), Type.Literal("incorrect"), Type.Literal("abstain"), Type.Literal("error"), Type.Literal("timeout")], {
  description: "correct, incorrect, abstain, error or timeout.",
});

export const chainOptions = options({
  verifiers: componentListOption(Verifier, { description: "Asked in this order." }),
  escalate: Type.Array(outcome, {
    uniqueItems: true,
    minItems: 1,
    default: ["abstain"],
    description: "Outcomes that do not settle an attempt: the next verifier is asked.",
  }),
});

export type ChainOptions = Static<typeof chainOptions>;
