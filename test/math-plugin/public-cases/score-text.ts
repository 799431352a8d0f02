import { PUBLIC_CASES, type Score, type PublicName } from "./score.js";

/** A table of what was judged as it is labelled, and the cases that were not, by name. */
export function scoreText(scores: Readonly<Record<PublicName, Score>>): string {
  const lines = Object.entries(scores).flatMap(([name, { cases, asLabelled, wronglyAccepted, wronglyRefused, tooSlow }]) => [
    `${name.padEnd(20)} ${PUBLIC_CASES[name as PublicName].profile.padEnd(8)} ${String(asLabelled).padStart(5)} of ${String(cases).padStart(5)}`,
    ...listed("accepted", wronglyAccepted),
    ...listed("refused", wronglyRefused),
    ...listed("too slow", tooSlow),
  ]);
  return `${lines.join("\n")}\n`;
}

function listed(what: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`  ${what}: ${names.join(", ")}`];
}
