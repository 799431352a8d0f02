import { ratioOf, verdictOf, type Row } from "./row.js";
import type { Figure } from "./statistics.js";

export const HEADINGS = ["what", "threads", "Lode", "against", "its figures", "got", "asked", "reached", "webgpu"] as const;

const UNITS: Readonly<Record<Row["unit"], string>> = { seconds: " s", "tokens/second": " tokens/s", megabytes: " MB", fraction: "", exponent: "" };

/** The cells of a row. Two numbers are of the best step and of the median step. */
export function cellsOf(row: Row): readonly string[] {
  const { name, threads, unit, ours, peerName, peer, webgpu, asked } = row;
  const got = ratioOf(row, ours);
  const targeted = asked === undefined ? "" : "ratio" in asked ? `≥ ${asked.ratio}x` : `≤ ${asked.seconds} s`;
  return [
    name,
    threads === null ? "" : String(threads),
    ours ? pair(ours, UNITS[unit]) : "none",
    peerName,
    peer ? pair(peer, UNITS[unit]) : peerName === "" ? "" : "skipped",
    got ? pair(got, "x") : "",
    targeted,
    verdictOf(row),
    gpuCell(row, webgpu),
  ];
}

function gpuCell(row: Row, webgpu: Figure | null | undefined): string {
  const ratio = ratioOf(row, webgpu);
  return ratio ? pair(ratio, "x") : "";
}

function pair({ best, median }: Figure, unit: string): string {
  const [first, second] = [threeDigits(best), threeDigits(median)];
  return best === median ? `${first}${unit}` : `${first}/${second}${unit}`;
}

function threeDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
