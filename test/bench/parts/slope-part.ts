import { LODE, WEBGPU, type Bench } from "../bench.js";
import { compare } from "../compare.js";
import type { Effort } from "../interleaved.js";
import type { Measurement } from "../measurement.js";
import { parameters, shapeInWords, SHAPES_BY_SIZE, SMALL } from "../model-shape.js";
import type { Row } from "../row.js";
import { growthExponent, type Figure } from "../statistics.js";
import { EAGER, trainStepSides, type TrainStepCase } from "./train-step-sides.js";

interface Point {
  /** What grows: rows, weights or tokens. */
  readonly size: number;
  readonly name: string;
  readonly step: TrainStepCase;
}

interface Curve {
  readonly over: string;
  readonly points: readonly Point[];
  readonly expectedSeconds: number;
}

const CURVES: readonly Curve[] = [
  {
    over: "batch size",
    points: [8, 16, 32, 64, 128].map((rows) => ({ size: rows, name: `batch ${rows}`, step: { shape: SMALL, rows, columns: 64 } })),
    expectedSeconds: 50,
  },
  {
    over: "weights",
    points: SHAPES_BY_SIZE.map((shape) => ({ size: parameters(shape), name: `model ${shapeInWords(shape)}`, step: { shape, rows: 16, columns: 64 } })),
    expectedSeconds: 60,
  },
  {
    over: "context length",
    points: [32, 64, 128, 256, 512].map((columns) => ({ size: columns, name: `context ${columns}`, step: { shape: SMALL, rows: 8, columns } })),
    expectedSeconds: 50,
  },
];

/** How the time of a training step grows, ours and PyTorch's, with all threads. */
export function slopePart(): readonly Measurement[] {
  return CURVES.map((curve) => ({
    part: "slopes" as const,
    name: `growth with ${curve.over}`,
    expectedSeconds: curve.expectedSeconds,
    measure: (bench: Bench) => measure(bench, curve),
  }));
}

async function measure(bench: Bench, { over, points }: Curve): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const point of points) rows.push(await measurePoint(bench, point));
  const exponent = (side: "ours" | "peer"): Figure | null => {
    const measured = rows.flatMap((row, place) => (row[side] ? [[points[place].size, row[side]] as const] : []));
    if (measured.length < points.length) return null;
    const of = (which: keyof Figure): number => growthExponent(measured.map(([size, figure]) => [size, figure[which]]));
    return { best: of("best"), median: of("median") };
  };
  const slope: Row = {
    name: `  seconds grow as ${over} to the power`,
    threads: bench.mostThreads,
    unit: "exponent",
    ours: exponent("ours"),
    peerName: EAGER,
    peer: exponent("peer"),
  };
  return [...rows, slope];
}

async function measurePoint(bench: Bench, { name, step }: Point): Promise<Row> {
  const threads = bench.mostThreads;
  const comparison = await compare(trainStepSides(bench, step, threads, [EAGER]), shorter(bench.effort));
  return {
    name: `${name}: forward+backward+Adam`,
    threads,
    unit: "seconds",
    ours: comparison.seconds(LODE),
    peerName: EAGER,
    peer: comparison.seconds(EAGER),
    webgpu: comparison.seconds(WEBGPU),
    note: comparison.failures(LODE, WEBGPU, EAGER),
  };
}

/** There are many points, and the line through them evens out what one of them suffers. */
function shorter(effort: Effort): Effort {
  return { ...effort, rounds: Math.min(3, effort.rounds) };
}
