import type { FuzzReport } from "../../math-plugin/fuzz/fuzz.js";

const SHOWN = 10;

/** What fuzzing found, for people. */
export function fuzzText(cases: number, { wronglyAccepted, missed, equal, broken, slowestMs }: FuzzReport): string {
  const told = (name: string, list: readonly { readonly gold: string; readonly text: string }[]): readonly string[] =>
    list.slice(0, SHOWN).map(({ gold, text }) => `  ${name}: ${JSON.stringify(gold)} and ${JSON.stringify(text)}`);
  return `${[
    `${cases} cases: ${wronglyAccepted.length} accepted that differ, ${broken.length} broke the verifier, ${missed.length} of ${equal} equal ones not accepted`,
    `slowest ${slowestMs.toFixed(1)} ms`,
    ...told("accepted", wronglyAccepted),
    ...told("broke", broken),
    ...told("not accepted", missed),
  ].join("\n")}\n`;
}
