import { LODE, WEBGPU, type Bench } from "../bench.js";
import { compare, type Comparison } from "../compare.js";
import type { Measurement } from "../measurement.js";
import { PeerFailure } from "../peer.js";
import { shapeInWords, SMALL, TINY, trainingOperations } from "../model-shape.js";
import { threadsInWords } from "../threads-in-words.js";
import type { Row } from "../row.js";
import { mapFigure, type Figure } from "../statistics.js";
import { COMPILED, EAGER, trainStepSides, type TrainStepCase } from "./train-step-sides.js";

interface TargetedCase extends TrainStepCase {
  /** Of PyTorch eager's speed. */
  readonly asked: number;
  /** Large enough that its products can come near the peak, and its memory matters. */
  readonly large: boolean;
}

const MATRIX_PRODUCT = "matrix product";
const MATRIX_SIZE = 2048;
const CASES: readonly TargetedCase[] = [
  { shape: SMALL, rows: 64, columns: 64, asked: 1.1, large: true },
  { shape: TINY, rows: 16, columns: 32, asked: 1.5, large: false },
];

/** Forward, backward and Adam against PyTorch, eager and compiled. */
export function trainPart(threads: readonly number[]): readonly Measurement[] {
  return CASES.flatMap((one) =>
    threads.map((count) => ({
      part: "train" as const,
      name: `${nameOf(one)}, ${threadsInWords(count)}`,
      expectedSeconds: one.large ? 60 : 40,
      measure: (bench: Bench) => measure(bench, one, count),
    })),
  );
}

function nameOf({ shape, rows, columns }: TrainStepCase): string {
  return `forward+backward+Adam, ${shapeInWords(shape)}, ${rows}×${columns}`;
}

async function measure(bench: Bench, one: TargetedCase, threads: number): Promise<readonly Row[]> {
  const product = one.large ? bench.peer(MATRIX_PRODUCT, "matrix_product.py", threads, { size: MATRIX_SIZE }) : [];
  const comparison = await compare([...trainStepSides(bench, one, threads, [EAGER, COMPILED]), ...product], bench.effort);
  const row = (peerName: string): Row => ({
    name: nameOf(one),
    threads,
    unit: "seconds",
    ours: comparison.seconds(LODE),
    peerName,
    peer: comparison.seconds(peerName),
    webgpu: comparison.seconds(WEBGPU),
    note: comparison.failures(LODE, WEBGPU, peerName) ?? agreement(comparison, peerName),
  });
  const rows = [{ ...row(EAGER), asked: { ratio: one.asked } }, row(COMPILED)];
  return one.large ? [...rows, peakRow(one, threads, comparison), memoryRow(one, threads, comparison)] : rows;
}

function peakRow(one: TrainStepCase, threads: number, comparison: Comparison): Row {
  const product = comparison.seconds(MATRIX_PRODUCT);
  const peak = product && (2 * MATRIX_SIZE ** 3) / product.best;
  const operations = trainingOperations(one.shape, one.rows, one.columns);
  const share = (name: string): Figure | null => {
    const seconds = comparison.seconds(name);
    return seconds && peak !== null ? mapFigure(seconds, (value) => operations / value / peak) : null;
  };
  return {
    name: "  of it, fraction of the matrix peak",
    threads,
    unit: "fraction",
    ours: share(LODE),
    peerName: EAGER,
    peer: share(EAGER),
    note: peak === null ? comparison.failures(MATRIX_PRODUCT) : `peak ${(peak / 1e9).toFixed(0)} GFLOPS`,
  };
}

function memoryRow(one: TrainStepCase, threads: number, comparison: Comparison): Row {
  return { name: "  of it, peak memory", threads, unit: "megabytes", ours: comparison.memory(LODE), peerName: EAGER, peer: comparison.memory(EAGER) };
}

/**
 * Both sides start from the same weights and see the same tokens, so their losses stay together: a proof that they compute the same.
 * Throws a PeerFailure where they do not, since there is nothing to compare then.
 */
function agreement(comparison: Comparison, peerName: string): string | undefined {
  const [ours, theirs] = [LODE, peerName].map((name) => comparison.outcome(name)?.report.losses?.[0]);
  if (ours === undefined || theirs === undefined) return undefined;
  const losses = `${ours.toFixed(5)} and ${theirs.toFixed(5)}`;
  if (!(Math.abs(ours - theirs) < 1e-4))
    throw new PeerFailure(`${LODE} and ${peerName} do not compute the same: after the same steps their losses are ${losses}`);
  return `after the same steps the losses are ${losses}`;
}
