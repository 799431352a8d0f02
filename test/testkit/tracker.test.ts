import { Clock, RunStore, Terminal, Tracker, component, inject, injectable, printable, type RunInfo, type StepRecord, type Summary } from "@lode/core";
import { describeTracker, type KeptRow } from "@lode/core/testkit";
import { proveLaws, type Suite } from "./broken-laws.js";

const FILE = "log.jsonl";

function rows(files: ReadonlyMap<string, string>): readonly KeptRow[] {
  const lines = (files.get(FILE) ?? "").split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const { step, metrics } = JSON.parse(line) as KeptRow;
    return { step, metrics };
  });
}

/** What is done otherwise than by a good tracker, which keeps rows in a file and shows rollouts. */
interface Rules {
  readonly progress: (phase: string) => void;
  readonly end: (summary?: Summary) => void;
  /** Told of each record before it is kept. */
  readonly look: (record: StepRecord) => unknown;
  readonly shown: (text: string) => string;
  readonly row: (record: StepRecord, clock: Clock) => object;
  readonly keeps: (step: number) => boolean;
  readonly cuts: (resumedFrom: number) => boolean;
}

const nothing = (): void => undefined;
const GOOD: Rules = {
  ...{ progress: nothing, end: nothing, look: nothing, shown: printable, keeps: () => true, cuts: () => true },
  row: ({ step, metrics }) => ({ step, metrics }),
};

/** The suite on a tracker that differs from a good one. */
function suite(change: Partial<Rules> = {}): Suite {
  const rules = { ...GOOD, ...change };

  @injectable()
  class Log implements Tracker {
    constructor(
      @inject(RunStore) private readonly store: RunStore,
      @inject(Terminal) private readonly terminal: Terminal,
      @inject(Clock) private readonly clock: Clock,
    ) {}

    async begin({ resumedFrom }: RunInfo): Promise<void> {
      if (!rules.cuts(resumedFrom)) return;
      const content = new TextDecoder().decode(await this.store.read(FILE));
      const kept = content.split("\n").filter((line) => line !== "" && resumedFrom > 0 && (JSON.parse(line) as KeptRow).step <= resumedFrom);
      await this.store.write(FILE, kept.map((line) => `${line}\n`).join(""));
    }

    async record(record: StepRecord): Promise<void> {
      rules.look(record);
      this.terminal.write(`${rules.shown(record.rollouts.map(({ text }) => text).join())}\n`);
      if (rules.keeps(record.step)) await this.store.append(FILE, `${JSON.stringify(rules.row(record, this.clock))}\n`);
    }

    progress({ phase }: { readonly phase: string }): void {
      rules.progress(phase);
    }

    async end(summary?: Summary): Promise<void> {
      rules.end(summary);
    }
  }

  const made = component(Tracker, { use: "log", description: "", create: Log });
  return (runner) => describeTracker(runner, { component: made, rows });
}

const rounded = (metrics: StepRecord["metrics"]) => Object.entries(metrics).map(([name, value]) => [name, Number(value.toPrecision(6))] as const);

describe("describeTracker", () => {
  proveLaws(suite(), {
    "bears a whole run: begin, phases, steps and end": suite({
      progress: (phase) => {
        if (phase === "verification") throw new RangeError("no colour for the phase verification");
      },
    }),
    "bears a run that ends without a summary": suite({ end: fallOver }),
    "bears steps without metrics and without rollouts": suite({ look: ({ rollouts }) => rollouts[0].text.at(0) }),
    "bears whatever rollouts contain": suite({ look: ({ rollouts }) => rollouts.forEach(({ text }) => void encodeURIComponent(text)) }),
    "writes nothing of a rollout to a terminal that the terminal would obey": suite({ shown: (text) => text }),
    "leaves what it is given as it is": suite({
      look: ({ rollouts }) => void (rollouts as unknown as { sample: number }[]).sort((a, b) => a.sample - b.sample),
    }),
    "leaves the same files for the same run, whatever the clock says": suite({ row: (record, clock) => ({ ...GOOD.row(record, clock), at: clock.now() }) }),
    "leaves the files of a run that never stopped when one is resumed": suite({ cuts: (resumedFrom) => resumedFrom === 0 }),
    "keeps nothing of an older run when a run begins anew": suite({ cuts: (resumedFrom) => resumedFrom > 0 }),
    "keeps a row for every step, in order": suite({ keeps: (step) => step !== 2 }),
    "keeps the row of step 0, the evaluation before training": suite({ keeps: (step) => step > 0 }),
    "keeps numbers to the last bit": suite({ row: ({ step, metrics }) => ({ step, metrics: Object.fromEntries(rounded(metrics)) }) }),
  });
});

function fallOver(summary: Summary | undefined): void {
  if (summary === undefined) throw new TypeError("a run has a summary");
}
