import type { Batch, ColumnName, Outputs } from "../contracts/batch.js";
import type { Objective } from "../contracts/objective.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { RolloutRecord } from "../contracts/tracker.js";
import type { RunComponents } from "../trainer/run-components.js";
import { outputGradients, type OutputGradients } from "./output-gradients.js";
import { recordedBatch, recordedColumn } from "./recorded-rollouts.js";
import { stepColumns, type StepColumns, type StepScorers } from "./step-columns.js";

/** The slots of a recipe that make an algorithm, apart from the objective. */
export type AlgorithmSlot = "rewardModel" | "valueModel" | "advantage" | "selection";

/** A recorded step of a run, and another recipe's components on the run's policy. */
export interface ReplayedStep {
  readonly step: number;
  readonly records: readonly RolloutRecord[];
  readonly temperature: number;
  readonly runObjective: Objective;
  /** Those of the other recipe; only the policy is the run's. */
  readonly components: RunComponents;
  readonly scorers: StepScorers;
  /** True where both recipes have the same component with the same options: what it gave is recorded. */
  readonly same: (slot: AlgorithmSlot) => boolean;
  /** True where the component's state is what it would have been in this step. */
  readonly stateKnown: (slot: AlgorithmSlot) => boolean;
  /** The stream that the step's selection had. */
  readonly random: RandomStream;
}

/** A column that cannot be had. */
export interface MissingColumn {
  readonly column: string;
  readonly neededBy: string;
  readonly reason: string;
}

/** The gradients of both objectives on the rollouts of a step; null where a column that is needed is missing. */
export interface StepGradients {
  readonly batch: Batch;
  readonly run: OutputGradients | null;
  readonly against: OutputGradients | null;
  /** Where columns come from, for people. */
  readonly columns: Readonly<Record<string, string>>;
  readonly missing: readonly MissingColumn[];
}

const RUN = "the run's objective";
const AGAINST = "the other recipe";

/** Evaluates a step's rollouts under the run's objective, with what is recorded, and under another recipe's, with what that makes of the same rollouts. */
export async function replayStep(replayed: ReplayedStep): Promise<StepGradients> {
  const { records, components, runObjective, temperature } = replayed;
  const bare = recordedBatch(records, temperature);
  const entropy = [runObjective, components.objective].some(({ wants }) => wants.includes("entropy"));
  const found = await stepColumns(records, bare, replayed.scorers, entropy);
  const columns = new Columns(found, replayed.scorers.origin);
  const batch = { ...bare, oldLogprobs: found.oldLogprobs.values, refLogprobs: found.refLogprobs.values };
  const outputs = { logprobs: found.oldLogprobs.values, entropy: found.entropy.values };
  const run = await gradientsOf(runObjective, recordedSide(records, batch), { outputs, columns, who: RUN });
  const other = await otherSide(replayed, batch, columns);
  const against = other && (await gradientsOf(components.objective, other, { outputs, columns, who: AGAINST }));
  return { batch, run, against, columns: columns.sources, missing: columns.missing };
}

/** A batch with an algorithm's columns, and the rows that it trains on. */
interface Side {
  readonly batch: Batch;
  readonly rows: readonly number[];
}

/** What is known of columns: their sources, and which are missing. */
class Columns {
  readonly sources: Record<string, string> = {};
  readonly missing: MissingColumn[] = [];

  constructor(
    private readonly found: StepColumns,
    private readonly origin: string,
  ) {}

  /** Notes a column of the policy or the reference that some rows need; false where it is not known for all of them. */
  fromPolicy(name: keyof StepColumns, rows: readonly number[], neededBy: string): boolean {
    const { known, source } = this.found[name];
    if (rows.some((row) => known[row] === 0)) {
      return this.lack(name, neededBy, name === "refLogprobs" ? "it is not recorded" : `it is not recorded, and there is no ${withoutArticle(this.origin)}`);
    }
    if (source !== "") this.sources[name] = source;
    return true;
  }

  lack(column: string, neededBy: string, reason: string): false {
    this.missing.push({ column, neededBy, reason });
    return false;
  }
}

/** The run's side: its rewards, advantages, weights and selection, as they were. */
function recordedSide(records: readonly RolloutRecord[], batch: Batch): Side {
  const rows = selectedRows(records);
  const advantage = recordedColumn(records, batch, "advantage");
  const weights = recordedColumn(records, batch, "tokenWeights");
  const columns: Partial<Record<ColumnName, Float32Array>> = {};
  if (records.every(({ reward }) => reward !== undefined)) columns.rewards = Float32Array.from(records, ({ reward }) => reward ?? 0);
  if (advantage.known.every((known) => known === 1)) columns.advantages = advantage.values;
  if (rows.length > 0 && rows.every((row) => weights.known[row] === 1)) columns.tokenWeights = weights.values;
  return { batch: { ...batch, ...columns }, rows };
}

function selectedRows(records: readonly RolloutRecord[]): readonly number[] {
  return [...records.keys()].filter((row) => records[row].selected);
}

/** The other recipe's side: its own rewards, advantages, selection and weights on the same rollouts; null where it cannot be had. */
async function otherSide(replayed: ReplayedStep, batch: Batch, columns: Columns): Promise<Side | null> {
  const { records, same, components, random } = replayed;
  const recorded = recordedSide(records, batch);
  const alike = same("rewardModel") && same("valueModel") && same("advantage");
  const rewarded = alike ? recorded.batch : await rewardedBatch(replayed, batch, columns);
  if (!rewarded) return null;
  if (!alike) columns.sources.advantages = `computed by ${AGAINST} from the recorded verdicts`;
  const rows = alike && same("selection") ? recorded.rows : components.selection.select(rewarded, random);
  const { tokenWeights: _, ...unweighted } = rewarded;
  return { batch: await weightedBatch(replayed, { batch: unweighted, rows }, columns), rows };
}

async function rewardedBatch(replayed: ReplayedStep, batch: Batch, columns: Columns): Promise<Batch | null> {
  const { rewardModel, valueModel, advantage, columns: needed } = replayed.components;
  const every = [...batch.lengths.keys()];
  const early = [...needed.reward, ...needed.advantage];
  const known = (["oldLogprobs", "refLogprobs"] as const).map((name) => !early.includes(name) || columns.fromPolicy(name, every, AGAINST));
  if (known.includes(false)) return null;
  let rewarded = batch;
  if (rewardModel) {
    const { rewards, tokenRewards } = await rewardModel.reward(batch);
    rewarded = { ...rewarded, rewards, ...(tokenRewards && { tokenRewards }) };
    columns.sources.rewards = `computed by ${AGAINST} from the recorded verdicts${replayed.stateKnown("rewardModel") ? "" : ", its reward model as it starts"}`;
  }
  if (needed.advantage.includes("values") && valueModel) {
    if (!replayed.stateKnown("valueModel")) {
      columns.lack("values", AGAINST, untrained(replayed, "value model"));
      return null;
    }
    rewarded = { ...rewarded, values: await valueModel.values(rewarded) };
    columns.sources.values = `recomputed from ${replayed.scorers.origin}`;
  }
  return advantage ? { ...rewarded, ...advantage.estimate(rewarded) } : rewarded;
}

/** With token weights where the other recipe has them. They are missing where its reward model never learnt in this run. */
async function weightedBatch(replayed: ReplayedStep, { batch, rows }: Side, columns: Columns): Promise<Batch> {
  const { rewardModel } = replayed.components;
  if (!rewardModel?.weights || rows.length === 0) return batch;
  const recorded = recordedColumn(replayed.records, batch, "tokenWeights");
  if (replayed.same("rewardModel") && rows.every((row) => recorded.known[row] === 1)) {
    columns.sources.tokenWeights = recorded.source;
    return { ...batch, tokenWeights: recorded.values };
  }
  if (!replayed.stateKnown("rewardModel")) {
    columns.lack("tokenWeights", AGAINST, `${untrained(replayed, "reward model")}; every token weighs 1 in its place`);
    return batch;
  }
  columns.sources.tokenWeights = `recomputed from ${replayed.scorers.origin}`;
  return { ...batch, tokenWeights: await rewardModel.weights(batch) };
}

function untrained({ scorers }: ReplayedStep, what: string): string {
  return scorers.policy ? `the run trained no such ${what}` : `there is no ${withoutArticle(scorers.origin)}`;
}

function withoutArticle(origin: string): string {
  return origin.replace(/^the /, "");
}

async function gradientsOf(
  objective: Objective,
  { batch, rows }: Side,
  { outputs, columns, who }: { readonly outputs: Outputs; readonly columns: Columns; readonly who: string },
): Promise<OutputGradients | null> {
  const ofPolicy = (["oldLogprobs", "refLogprobs"] as const).filter((name) => [...objective.needs, ...(objective.accepts ?? [])].includes(name));
  const wanted = objective.wants.map((name) => (name === "entropy" ? "entropy" : "oldLogprobs"));
  const known = [...new Set([...ofPolicy, ...wanted])].map((name) => columns.fromPolicy(name, rows, who));
  const absent = objective.needs.filter((name) => batch[name] === undefined);
  absent.forEach((name) => columns.lack(name, who, "it is neither recorded nor computed"));
  return known.includes(false) || absent.length > 0 ? null : outputGradients(objective, batch, outputs, rows);
}
