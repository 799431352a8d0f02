import { fileURLToPath } from "node:url";
import { Peer } from "../peer.js";
import type { PythonEnvironment } from "../python-environment.js";
import { ROOT } from "../root.js";
import { benchSets, type BenchSet } from "./bench-cases.js";
import { join } from "node:path";

/** Milliseconds of processor time a case. */
export interface CostRow {
  readonly name: string;
  readonly cases: number;
  /** At the first sight of these cases, by code that is partly compiled. */
  readonly ours: number;
  /** When the same cases come again. */
  readonly oursAgain: number;
  /** Null without Python. */
  readonly peer: number | null;
}

const OURS = fileURLToPath(new URL("./judge-child.js", import.meta.url));
const PEER = join(ROOT, "test/bench/verifier/math_verify_child.py");
/** Cases that are judged before anything is measured. */
const WARM_UP = 20;

/** Judges each set with both verifiers, in processes of their own, one after the other. */
export async function verifierCost(environment: PythonEnvironment, tell: (news: string) => void): Promise<readonly CostRow[]> {
  const ours = new Peer("lode", [process.execPath, OURS], process.env);
  const peer = "python" in environment ? new Peer("math-verify", [environment.python, PEER], process.env) : null;
  const rows: CostRow[] = [];
  try {
    const sets = benchSets();
    for (const side of [ours, peer]) await side?.request("judge", { ...sets[0], cases: sets[0].cases.slice(0, WARM_UP) });
    for (const set of sets) {
      tell(`${set.name}: ${set.cases.length} cases`);
      const measured = { ours: await measure(ours, set), oursAgain: await measure(ours, set), peer: peer && (await measure(peer, set)) };
      rows.push({ name: set.name, cases: set.cases.length, ...measured });
    }
    return rows;
  } finally {
    await ours.close();
    await peer?.close();
  }
}

async function measure(side: Peer, { cases, profile }: BenchSet): Promise<number> {
  const { cpuSeconds } = await side.request<{ cpuSeconds: number }>("judge", { cases, profile });
  return (1000 * cpuSeconds) / cases.length;
}
