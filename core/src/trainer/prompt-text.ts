import type { Problem } from "../contracts/problem.js";

/** A prompt as one text: the turns of a conversation under one another, each after its role. */
export function promptText(prompt: Problem["prompt"]): string {
  return typeof prompt === "string" ? prompt : prompt.map(({ role, content }) => `${role}: ${content}`).join("\n");
}
