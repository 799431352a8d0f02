import { parentPort } from "node:worker_threads";
import { cellCoverage } from "./cell-coverage.js";

/** A cell to simulate. */
export interface CellTask {
  /** In GRID. */
  readonly place: number;
  readonly repetitions: number;
}

parentPort?.on("message", ({ place, repetitions }: CellTask) => parentPort?.postMessage(cellCoverage(place, repetitions)));
