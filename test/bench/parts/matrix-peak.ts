import type { Bench } from "../bench.js";

/** Floating-point operations a second that a large matrix product of PyTorch reaches here; null without PyTorch. */
export async function matrixPeak(bench: Bench, threads: number): Promise<number | null> {
  for (const side of bench.peer("matrix peak", "train_step.py", threads, {})) {
    const peer = side.start();
    try {
      return (await peer.request<{ operations: number }>("peak", side.settings)).operations;
    } finally {
      await peer.close();
    }
  }
  return null;
}
