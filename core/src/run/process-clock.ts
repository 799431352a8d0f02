import { performance } from "node:perf_hooks";
import type { Clock } from "../contracts/clock.js";

/** Seconds since the process started. */
export class ProcessClock implements Clock {
  now(): number {
    return performance.now() / 1000;
  }
}
