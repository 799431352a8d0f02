import type { Figure } from "./statistics.js";

/** What is asked of a row: a ratio to the peer of at least so much, or so many seconds at most. */
export type Target = { readonly ratio: number } | { readonly seconds: number };

/** A line of the table: one thing measured on both sides. */
export interface Row {
  readonly name: string;
  /** null where it is not a matter of threads. */
  readonly threads: number | null;
  readonly unit: "seconds" | "tokens/second" | "megabytes" | "fraction" | "exponent";
  readonly ours: Figure | null;
  /** "PyTorch eager". */
  readonly peerName: string;
  readonly peer: Figure | null;
  /** Ours on the GPU. */
  readonly webgpu?: Figure | null;
  readonly asked?: Target;
  /** What there is to say about it, such as why a figure is missing. */
  readonly note?: string;
}

/** How many times as good ours is: above 1 is faster, smaller, or more in a second. null for exponents, which are neither, and where a side is missing. */
export function ratioOf({ unit, peer }: Row, ours: Figure | null | undefined): Figure | null {
  if (!ours || !peer || unit === "exponent") return null;
  const ofNumbers = (a: number, b: number): number => (unit === "seconds" || unit === "megabytes" ? b / a : a / b);
  return { best: ofNumbers(ours.best, peer.best), median: ofNumbers(ours.median, peer.median) };
}

/** "yes" where minimum and median both reach what is asked, "partly" where one does, "" where nothing is asked or known. */
export function verdictOf(row: Row): "yes" | "partly" | "no" | "" {
  const { asked, ours } = row;
  if (asked === undefined) return "";
  const got = "ratio" in asked ? ratioOf(row, ours) : ours;
  if (got === null) return "";
  const reaches = (value: number): boolean => ("ratio" in asked ? value >= asked.ratio : value <= asked.seconds);
  const reached = [got.best, got.median].filter(reaches).length;
  return reached === 2 ? "yes" : reached === 1 ? "partly" : "no";
}
