import { printable, type RolloutRecord } from "@lode/core";

const LONGEST = 600;

/**
 * A rollout for people: the prompt behind `|`, the completion behind `>`, the judgement in words. Every line of model output keeps its mark,
 * so that it cannot pass for a line of ours. Of long texts the middle is left out.
 */
export function rolloutLines(rollout: RolloutRecord): string[] {
  return [...marked("|", rollout.prompt), ...marked(">", rollout.text), `  ${judgement(rollout)}`];
}

function marked(mark: string, text: string): string[] {
  const trimmed = text.endsWith("\n") ? text.slice(0, -1) : text;
  return shortened(trimmed)
    .split("\n")
    .map((line) => `  ${mark} ${printable(line)}`.trimEnd());
}

function shortened(text: string): string {
  const characters = Array.from(text);
  const surplus = characters.length - LONGEST;
  if (surplus <= 0) return text;
  const half = LONGEST / 2;
  return `${characters.slice(0, half).join("")}\n… ${surplus} characters …\n${characters.slice(-half).join("")}`;
}

function judgement({ verdict, answer, reward }: RolloutRecord): string {
  const parts = [
    verdict === undefined ? "not judged" : `${verdict.outcome} (${verdict.reason})`,
    verdict?.extracted === undefined ? "" : `found ${verdict.extracted}`,
    `answer ${answer}`,
    reward === undefined ? "" : `reward ${reward}`,
  ];
  return printable(shortened(parts.filter((part) => part !== "").join(", ")));
}
