import type { Batch, ColumnName, Outputs } from "../contracts/batch.js";
import type { Objective } from "../contracts/objective.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { RolloutRecord } from "../contracts/tracker.js";
import type { RunComponents } from "../trainer/run-components.js";
import { outputGradients, type OutputGradients } from "./output-gradients.js";
import { ColumnRecord, withoutArticle, type MissingColumn } from "./column-record.js";
import { isKnown, recordedBatch, recordedColumn } from "./recorded-rollouts.js";
import { stepColumns, type StepScorers } from "./step-columns.js";

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
  const columns = new ColumnRecord(found, replayed.scorers.origin);
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

/** The run's side: its rewards, advantages, weights and selection, as they were. */
function recordedSide(records: readonly RolloutRecord[], batch: Batch): Side {
  const rows = selectedRows(records);
  const advantage = recordedColumn(records, batch, "advantage");
  const weights = recordedColumn(records, batch, "tokenWeights");
  const columns: Partial<Record<ColumnName, Float32Array>> = {};
  if (records.every(({ reward }) => reward !== undefined)) columns.rewards = Float32Array.from(records, ({ reward }) => reward ?? 0);
  if (isKnown(advantage)) columns.advantages = advantage.values;
  if (rows.length > 0 && isKnown(weights, rows)) columns.tokenWeights = weights.values;
  return { batch: { ...batch, ...columns }, rows };
}

function selectedRows(records: readonly RolloutRecord[]): readonly number[] {
  return [...records.keys()].filter((row) => records[row].selected);
}

/** The other recipe's side: its own rewards, advantages, selection and weights on the same rollouts; null where it cannot be had. */
async function otherSide(replayed: ReplayedStep, batch: Batch, columns: ColumnRecord): Promise<Side | null> {
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

/** With rewards, values and advantages of the other recipe; null where a column for them is missing. */
async function rewardedBatch(replayed: ReplayedStep, batch: Batch, columns: ColumnRecord): Promise<Batch | null> {
  const { advantage, columns: needed } = replayed.components;
  const early = [...needed.reward, ...needed.advantage];
  const known = (["oldLogprobs", "refLogprobs"] as const).map((name) => !early.includes(name) || columns.fromPolicy(name, [...batch.lengths.keys()], AGAINST));
  if (known.includes(false)) return null;
  const rewarded = await withRewards(replayed, batch, columns);
  const valued = rewarded && (await withValues(replayed, rewarded, columns));
  return valued && advantage ? { ...valued, ...advantage.estimate(valued) } : valued;
}

async function withRewards({ components, stateKnown }: ReplayedStep, batch: Batch, columns: ColumnRecord): Promise<Batch | null> {
  const { rewardModel } = components;
  if (!rewardModel) return batch;
  // The names that a component needs are not columns alone.
  if ((components.columns.reward as readonly string[]).includes("verdicts") && batch.verdicts.length === 0) {
    columns.lack("verdicts", AGAINST, "the run has no verifier");
    return null;
  }
  const { rewards, tokenRewards } = await rewardModel.reward(batch);
  columns.sources.rewards = `computed by ${AGAINST} from the recorded verdicts${stateKnown("rewardModel") ? "" : ", its reward model as it starts"}`;
  return { ...batch, rewards, ...(tokenRewards && { tokenRewards }) };
}

async function withValues(replayed: ReplayedStep, batch: Batch, columns: ColumnRecord): Promise<Batch | null> {
  const { valueModel, columns: needed } = replayed.components;
  if (!valueModel || !needed.advantage.includes("values")) return batch;
  if (!replayed.stateKnown("valueModel")) {
    columns.lack("values", AGAINST, untrained(replayed, "value model"));
    return null;
  }
  columns.sources.values = `recomputed from ${replayed.scorers.origin}`;
  return { ...batch, values: await valueModel.values(batch) };
}

/** With token weights where the other recipe has them. They are missing where its reward model never learnt in this run. */
async function weightedBatch(replayed: ReplayedStep, { batch, rows }: Side, columns: ColumnRecord): Promise<Batch> {
  const { rewardModel } = replayed.components;
  if (!rewardModel?.weights || rows.length === 0) return batch;
  const recorded = recordedColumn(replayed.records, batch, "tokenWeights");
  if (replayed.same("rewardModel") && isKnown(recorded, rows)) {
    columns.sources.tokenWeights = "recorded";
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

async function gradientsOf(
  objective: Objective,
  { batch, rows }: Side,
  { outputs, columns, who }: { readonly outputs: Outputs; readonly columns: ColumnRecord; readonly who: string },
): Promise<OutputGradients | null> {
  const ofPolicy = (["oldLogprobs", "refLogprobs"] as const).filter((name) => [...objective.needs, ...(objective.accepts ?? [])].includes(name));
  const wanted = objective.wants.map((name) => (name === "entropy" ? "entropy" : "oldLogprobs"));
  const known = [...new Set([...ofPolicy, ...wanted])].map((name) => columns.fromPolicy(name, rows, who));
  const absent = objective.needs.filter((name) => batch[name] === undefined);
  absent.forEach((name) => columns.lack(name, who, "it is neither recorded nor computed"));
  return known.includes(false) || absent.length > 0 ? null : outputGradients(objective, batch, outputs, rows);
}
