import type { Side } from "./bench.js";
import { interleaved, type Effort } from "./interleaved.js";
import { PeerFailure, type Peer, type RunReport } from "./peer.js";
import { figureOf, single, type Figure } from "./statistics.js";

/** What a side of a comparison came to. */
export interface Outcome {
  readonly report: RunReport;
  readonly seconds: Figure;
  /** Megabytes; null where the system does not tell. */
  readonly memory: Figure | null;
}

/** Outcomes by the name of the side; a side that could not do it has the reason instead. */
export class Comparison {
  constructor(private readonly results: ReadonlyMap<string, Outcome | PeerFailure>) {}

  outcome(name: string): Outcome | null {
    const result = this.results.get(name);
    return result === undefined || result instanceof PeerFailure ? null : result;
  }

  seconds(name: string): Figure | null {
    return this.outcome(name)?.seconds ?? null;
  }

  memory(name: string): Figure | null {
    return this.outcome(name)?.memory ?? null;
  }

  /** Why some of these sides have no outcome; undefined where all that were there have one. */
  failures(...names: readonly string[]): string | undefined {
    const messages = names.flatMap((name) => {
      const result = this.results.get(name);
      return result instanceof PeerFailure ? [result.message] : [];
    });
    return messages.length === 0 ? undefined : messages.join("; ");
  }
}

/** Starts the sides, in order, lets them take turns, and ends them. One that fails before its first turn is left out. */
export async function compare(sides: readonly Side[], effort: Effort): Promise<Comparison> {
  const results = new Map<string, Outcome | PeerFailure>();
  const started: Peer[] = [];
  try {
    const ready: (readonly [name: string, peer: Peer])[] = [];
    for (const { name, start, settings } of sides) {
      const peer = start();
      started.push(peer);
      const failure = await failureOf(prepare(peer, settings));
      if (failure === undefined) ready.push([name, peer]);
      else results.set(name, failure);
    }
    const reports = await interleaved(
      ready.map(([, peer]) => peer),
      effort,
    );
    ready.forEach(([name, peer], place) => results.set(name, outcome(peer, reports[place])));
  } finally {
    await Promise.all(started.map((peer) => peer.close()));
  }
  return new Comparison(results);
}

/** A first step belongs to it: compilers fail there, not before. */
async function prepare(peer: Peer, settings: object): Promise<void> {
  await peer.request("prepare", settings);
  await peer.run(1);
}

async function failureOf(work: Promise<void>): Promise<PeerFailure | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof PeerFailure) return error;
    throw error;
  }
}

function outcome(peer: Peer, report: RunReport): Outcome {
  const memory = peer.peakMemory();
  return { report, seconds: figureOf(report.seconds), memory: memory === null ? null : single(memory) };
}
