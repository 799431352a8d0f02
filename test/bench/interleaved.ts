import { setTimeout } from "node:timers/promises";
import type { Peer, RunReport } from "./peer.js";

export interface Effort {
  /** How often every side has its turn. */
  readonly rounds: number;
  /** Steps before the first turn that are not counted: at least so many, and as many as the slowest side makes in `warmUpSeconds`. */
  readonly warmUpSteps: number;
  readonly warmUpSeconds: number;
  /** About how long a turn lasts. */
  readonly turnSeconds: number;
}

/** Threads of the side whose turn has ended may still be spinning for work. */
const PAUSE_MILLISECONDS = 50;
const MOST_STEPS = 30;

/**
 * Lets all sides take turns, round after round, so that whatever else the machine does meets all of them alike. A turn is as many steps as fit into
 * `turnSeconds`, at least one. Returns what every side reported of all its steps, in the order of the sides.
 */
export async function interleaved(sides: readonly Pick<Peer, "run">[], effort: Effort): Promise<readonly RunReport[]> {
  const fastest = await warmedUp(sides, effort);
  const steps = fastest.map((seconds) => Math.min(MOST_STEPS, Math.max(1, Math.round(effort.turnSeconds / seconds))));
  const reports: RunReport[][] = sides.map(() => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (const [place, side] of sides.entries()) {
      await setTimeout(PAUSE_MILLISECONDS);
      reports[place].push(await side.run(steps[place]));
    }
  }
  return reports.map(joined);
}

/**
 * Code that is compiled while it runs, as JavaScript is, takes hundreds of short steps to get to its speed. All sides make equally many, so that what
 * they compute can be compared. Gives the seconds of the fastest step of each.
 */
async function warmedUp(sides: readonly Pick<Peer, "run">[], { warmUpSteps, warmUpSeconds }: Effort): Promise<readonly number[]> {
  const fastest: number[] = [];
  for (const side of sides) fastest.push(Math.min(...(await side.run(warmUpSteps)).seconds));
  const more = Math.round(warmUpSeconds / Math.max(...fastest)) - warmUpSteps;
  if (more <= 0) return fastest;
  for (const [place, side] of sides.entries()) fastest[place] = Math.min(...(await side.run(more)).seconds);
  return fastest;
}

function joined(reports: readonly RunReport[]): RunReport {
  return {
    seconds: reports.flatMap(({ seconds }) => seconds),
    losses: reports.flatMap(({ losses }) => losses ?? []),
    tokens: reports.flatMap(({ tokens }) => tokens ?? []),
    phases: reports.flatMap(({ phases }) => phases ?? []),
    rows: reports.flatMap(({ rows }) => rows ?? []),
  };
}
