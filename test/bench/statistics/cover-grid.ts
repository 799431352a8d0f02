import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { costOf, GRID } from "./cell.js";
import type { Count } from "./cell-coverage.js";
import type { CellTask } from "./coverage-worker.js";

/**
 * Simulates all cells in threads, the dearest first.
 * @param onProgress told of the share of the work that is done
 * @returns counts by cell of GRID and method of METHODS
 */
export async function coverGrid(repetitions: number, onProgress: (share: number) => void): Promise<readonly (readonly Count[])[]> {
  const queue = GRID.map((_, place) => place).sort((a, b) => costOf(GRID[b]) - costOf(GRID[a]));
  const whole = GRID.reduce((sum, cell) => sum + costOf(cell), 0);
  const found = new Array<readonly Count[]>(GRID.length);
  let done = 0;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL("./coverage-worker.js", import.meta.url));
    try {
      for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
        worker.postMessage({ place, repetitions } satisfies CellTask);
        [found[place]] = (await once(worker, "message")) as [readonly Count[]];
        done += costOf(GRID[place]);
        onProgress(done / whole);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return found;
}
