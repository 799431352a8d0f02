import { Type, options, variants, type Static } from "@lode/core";

const template = (standard: string) =>
  Type.String({ pattern: "^[^]*\\{question\\}[^]*$", default: standard, description: "What the policy is asked; {question} stands for the question." });

const text = options({
  style: Type.Literal("text", { description: "The prompt is the template with the question." }),
  template: template("{question}\n"),
});

const chat = options({
  style: Type.Literal("chat", { description: "The prompt is a conversation whose last turn is the template with the question." }),
  template: template("{question}"),
  system: Type.Optional(Type.String({ minLength: 1, description: "The system prompt: the first turn." })),
  examples: Type.Array(Type.Object({ question: Type.String({ minLength: 1 }), answer: Type.String({ minLength: 1 }) }), {
    default: [],
    description: "Turns before the question: the template with the example's question, and its \"answer\" as the assistant's.",
  }),
});

const own = options({ style: Type.Literal("own", { description: "Every row has its own prompt." }) });

const anyPrompt = variants("style", [text, chat, own]);

export type PromptOptions = Static<typeof anyPrompt>;

const DESCRIPTION = { default: {}, description: "How a question becomes a prompt." };

/** Of rows that have a question and no prompt. */
export const questionPrompt = Type.Unsafe<PromptOptions>({ ...variants("style", [text, chat]), ...DESCRIPTION });

/** Of rows that may have prompts of their own. */
export const rowPrompt = Type.Unsafe<PromptOptions>({ ...anyPrompt, ...DESCRIPTION });
