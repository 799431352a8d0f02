import type { Exchange } from "./exchange.js";

/** The text in the body of a chat completion; a failure for a body of another form, and for a text that the token limit cut off. */
export function writtenText(body: string): Exchange {
  const choice = firstChoice(body);
  const text = choice?.message?.content;
  if (typeof text !== "string") return { outcome: "error", reason: "the judge's endpoint sent no chat completion", retry: false, retryAfter: null };
  if (choice?.finish_reason === "length") return { outcome: "error", reason: "the judge's answer was cut off (`maxTokens`)", retry: false, retryAfter: null };
  return { text };
}

interface Choice {
  readonly message?: { readonly content?: unknown } | null;
  readonly finish_reason?: unknown;
}

function firstChoice(body: string): Choice | null | undefined {
  try {
    return (JSON.parse(body) as { choices?: readonly Choice[] } | null)?.choices?.[0];
  } catch {
    return undefined;
  }
}
