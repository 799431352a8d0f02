import type { Contract } from "../contracts/contract.js";
import { Tokenizer } from "../contracts/tokenizer.js";
import { RunContainer, type Blueprint } from "../plugin/run-container.js";
import { FileRunStore } from "../run/file-run-store.js";
import { ProcessClock } from "../run/process-clock.js";
import { randomStream } from "../trainer/random-stream.js";
import { SILENT } from "./terminal.js";

const SLOTS = new Map<Contract<unknown>, string>([[Tokenizer, "/tokenizer"]]);

/** Constructs and starts a few components without a run around them, hands them over, and disposes them whatever happens. */
export async function openNodes<Result>(nodes: readonly Blueprint[], seed: number, use: (opened: RunContainer) => Promise<Result>): Promise<Result> {
  const environment = { store: new FileRunStore("recipe", "."), clock: new ProcessClock(), terminal: SILENT, random: randomStream(seed), weights: new Map() };
  const container = new RunContainer(nodes, SLOTS, environment);
  try {
    await container.start();
    return await use(container);
  } finally {
    await container.dispose();
  }
}
