import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a model may write that must never become part of a page. */
export const MARKUP = `</script><script>globalThis.stolen = 1</script><img src=x onerror="globalThis.stolen = 2"><b>bold</b>`;

export interface RunFixture {
  readonly steps: number;
  readonly rollouts: number;
}

/** Writes a run folder such as `lode train` leaves: the numbers are made up by a formula, and in every step rollout 1 is `MARKUP`. */
export function writeRun(folder: string, { steps, rollouts }: RunFixture): void {
  for (const part of ["rollouts", "evaluations"]) mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "recipe.json"), JSON.stringify(recipe(steps)));
  writeFileSync(join(folder, "metrics.jsonl"), jsonLines(Array.from({ length: steps + 1 }, (_, step) => metricRow(step, steps))));
  writeFileSync(join(folder, "summary.json"), JSON.stringify(summary(steps, rollouts)));
  for (const step of [0, steps]) writeFileSync(join(folder, `evaluations/step-${step}.jsonl`), jsonLines(answers(step === 0 ? 1 : 3)));
  for (let step = 1; step <= steps; step++) {
    const rows = Array.from({ length: rollouts }, (_, place) => rolloutRow(step, place));
    writeFileSync(join(folder, `rollouts/step-${step}.jsonl`), jsonLines(rows));
  }
}

function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

function recipe(steps: number): object {
  return {
    name: "made-up",
    training: { steps },
    objective: { use: "oreal", klCoefficient: 0.01 },
    $run: { hash: "abc", engine: { use: "onnx", threads: 2 }, versions: { "@lode/core": "0.1.0" } },
  };
}

function summary(steps: number, rollouts: number): object {
  const result = (pass1: number): object => ({ pass1, standardError: 0.02, problems: 4, samples: 4 });
  return { initial: result(0.25), final: result(0.75), steps, rollouts: steps * rollouts, tokens: 999, trainedTokens: 99, seconds: { training: 3 } };
}

function metricRow(step: number, steps: number): object {
  const evaluation = { "evaluation/held-out/pass1": 0.25 + (0.5 * step) / steps, "evaluation/held-out/standardError": 0.02 };
  const training = { "reward/mean": step / steps, "verifier/correct": step / steps, "objective/loss": 1 / (1 + step), "selection/rows": 8, "time/total": 0.5 };
  const evaluated = step === 0 || step === steps || step % 4 === 0;
  return { step, ...(evaluated && evaluation), ...(step > 0 && training) };
}

/** Four problems, two a difficulty, four samples each, of which `correct` are right in the easy ones and one less in the others. */
function answers(correct: number): readonly object[] {
  return Array.from({ length: 16 }, (_, place) => {
    const problem = Math.floor(place / 4);
    const difficulty = problem < 2 ? 1 : 2;
    const outcome = place % 4 < correct + 1 - difficulty ? "correct" : "incorrect";
    return { set: "held-out", problem: `p${problem}`, difficulty, sample: place % 4, outcome, tokens: 5 };
  });
}

/** Prompt "2+2\n" of four tokens; the completion has one token a character, and an end. */
function rolloutRow(step: number, place: number): object {
  const correct = place % 2 === 0;
  const text = place === 1 ? MARKUP : `2+2=${correct ? 4 : 5}`;
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const tokens = [...Array.from("2+2\n", (character) => character.codePointAt(0) ?? 0), ...characters, 1];
  const action = tokens.map((_, token) => (token < 4 ? 0 : 1));
  const column = (value: (token: number) => number): readonly number[] => action.map((chosen, token) => chosen * value(token));
  const selected = place < 2;
  return {
    ...{ step, problem: "2+2", draw: step, sample: place, prompt: "2+2\n", answer: place === 1 ? MARKUP : "4", text, stop: "end", tokens, action },
    logprobs: column((token) => -token / 10),
    verdict: { outcome: correct ? "correct" : "incorrect", reason: correct ? "the same number" : "another number", extracted: correct ? "4" : "5" },
    reward: correct ? 1 : -1,
    advantage: column(() => (correct ? 1 : -1)),
    ...(selected && { tokenWeights: column((token) => token / tokens.length) }),
    selected,
  };
}

/** The tokenizer of these runs: a token is a character, 1 the end. */
export function decode(tokens: readonly number[]): string {
  return tokens.map((token) => (token === 1 ? "" : String.fromCodePoint(token))).join("");
}
