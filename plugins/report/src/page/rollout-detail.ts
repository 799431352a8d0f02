import { element } from "./element.js";
import { facts } from "./facts.js";
import { formatted } from "./formatted.js";
import { heatLegend } from "./heat-legend.js";
import type { FoundRollout } from "./rollout-filter.js";
import { tokenStrip } from "./token-strip.js";
import { TOKEN_VALUE_NAMES, tokenValues, type TokenValue } from "./token-values.js";
import { verdictMark } from "./verdict-mark.js";

/** One rollout: what was asked, what the model wrote, how that was judged, and what training made of it. */
export function rolloutDetail({ step, rollout }: FoundRollout, value: TokenValue): HTMLElement {
  const { verdict, reward, advantage, selected, stop, sample, problem } = rollout;
  return element(
    "article",
    { class: "rollout", "aria-label": "chosen rollout" },
    element("h3", {}, `step ${step} · problem ${problem} · sample ${sample}`),
    facts({
      verdict: verdict === undefined ? "none" : `${verdictMark(verdict.outcome)} ${verdict.outcome}: ${verdict.reason}`,
      found: verdict?.extracted,
      answer: rollout.answer,
      reward: formatted(reward),
      advantage: formatted(advantage),
      "in training": selected ? "selected" : "not selected",
      "stopped by": stop,
    }),
    element("h4", {}, "Prompt"),
    element("pre", { class: "prompt" }, rollout.prompt),
    element("h4", {}, "Completion"),
    ...completion(rollout, value),
  );
}

function completion(rollout: FoundRollout["rollout"], value: TokenValue): readonly HTMLElement[] {
  if (rollout.pieces === undefined) return [element("pre", { class: "tokens" }, rollout.text)];
  const values = tokenValues(rollout, value);
  const told = element("p", { class: "told", role: "status" }, "Point at a token, or go to it with tab and arrow keys, for its numbers.");
  const strip = tokenStrip(rollout, value, (text) => (told.textContent = text));
  const name = TOKEN_VALUE_NAMES[value];
  return [
    strip,
    told,
    values === undefined ? element("p", { class: "quiet" }, `This rollout has no ${name}${missing(rollout, value)}.`) : heatLegend(name, values),
  ];
}

function missing({ selected }: FoundRollout["rollout"], value: TokenValue): string {
  if (value === "advantages") return " that differs between tokens";
  return value === "weights" && !selected ? ": only those that train get one" : "";
}
