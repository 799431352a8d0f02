import type { GenerationOptions } from "./generation-options.js";

/** For `lode check`: how completions are drawn, in words. */
export function explainGeneration({ groupSize, temperature, topP, topK, maxTokens }: GenerationOptions): readonly string[] {
  const cuts = [topP < 1 ? `top-p ${topP}` : "", topK > 0 ? `top-k ${topK}` : ""].filter((cut) => cut !== "");
  const lines = [`Sampler: G = ${groupSize} completions a problem at temperature ${temperature}, at most ${maxTokens} tokens each.`];
  if (cuts.length > 0) lines.push(`Sampler: drawn after ${cuts.join(" and ")}; log-probabilities are those of the full distribution, not corrected for it.`);
  return lines;
}
