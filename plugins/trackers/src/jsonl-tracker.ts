import { inject, injectable, Options, RunStore, type RunInfo, type StepRecord, type Tracker } from "@lode/core";
import type { JsonlOptions } from "./jsonl-options.js";
import { keptRows } from "./kept-rows.js";

const METRICS = "metrics.jsonl";
const ROLLOUTS = "rollouts";

/** Writes a run as JSON Lines: `metrics.jsonl`, a row a step, and `rollouts/step-N.jsonl`, a row a rollout. A resumed run goes on as if it had never stopped. */
@injectable()
export class JsonlTracker implements Tracker {
  constructor(
    @inject(Options) private readonly options: JsonlOptions,
    @inject(RunStore) private readonly store: RunStore,
  ) {}

  async begin({ resumedFrom }: RunInfo): Promise<void> {
    const content = new TextDecoder().decode(await this.store.read(METRICS));
    const kept = keptRows(content, resumedFrom);
    if (kept !== content) await this.store.write(METRICS, kept);
    for (const name of await this.store.list(ROLLOUTS)) {
      const step = /^step-(\d+)\.jsonl$/.exec(name)?.[1];
      if (step !== undefined && (resumedFrom === 0 || Number(step) > resumedFrom)) await this.store.remove(`${ROLLOUTS}/${name}`);
    }
  }

  async record({ step, metrics, rollouts }: StepRecord): Promise<void> {
    if (this.options.rollouts && rollouts.length > 0) {
      await this.store.write(`${ROLLOUTS}/step-${step}.jsonl`, rollouts.map((rollout) => `${JSON.stringify(rollout)}\n`).join(""));
    }
    const sorted = Object.fromEntries(Object.entries(metrics).sort(([a], [b]) => (a < b ? -1 : 1)));
    await this.store.append(METRICS, `${JSON.stringify({ step, ...sorted })}\n`);
  }
}
