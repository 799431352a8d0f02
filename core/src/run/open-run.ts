import { Advantage } from "../contracts/advantage.js";
import type { ColumnName } from "../contracts/batch.js";
import type { Contract } from "../contracts/contract.js";
import { Dataset } from "../contracts/dataset.js";
import { Objective } from "../contracts/objective.js";
import { Policy } from "../contracts/policy.js";
import { RewardModel } from "../contracts/reward-model.js";
import { Sampler } from "../contracts/sampler.js";
import { Selection } from "../contracts/selection.js";
import { Tokenizer } from "../contracts/tokenizer.js";
import type { Tracker } from "../contracts/tracker.js";
import { ValueModel } from "../contracts/value-model.js";
import { Verifier } from "../contracts/verifier.js";
import { largestNeed } from "../plugin/capabilities.js";
import { RunContainer, type RunEnvironment } from "../plugin/run-container.js";
import type { Composition } from "../recipe/compose.js";
import { needsOf } from "../recipe/negotiate.js";
import type { EvaluationSet } from "../trainer/sample-evaluation.js";
import type { RunComponents } from "../trainer/run-components.js";

/** A composition whose components exist and have started. */
export interface OpenRun {
  readonly container: RunContainer;
  readonly components: RunComponents;
  readonly evaluationSets: readonly EvaluationSet[];
  readonly trackers: readonly Tracker[];
  dispose(): Promise<void>;
}

/** The contracts that can be injected, with the slot of the recipe that fills them. */
const SLOTS: ReadonlyMap<Contract<unknown>, string> = new Map<Contract<unknown>, string>([
  [Dataset, "/dataset"],
  [Tokenizer, "/tokenizer"],
  [Policy, "/policy"],
  [Sampler, "/sampler"],
  [Verifier, "/verifier"],
  [RewardModel, "/rewardModel"],
  [ValueModel, "/valueModel"],
  [Advantage, "/advantage"],
  [Selection, "/selection"],
  [Objective, "/objective"],
]);

/** Constructs and starts a composition's components, and freezes the reference policy if something needs it. */
export async function openRun(composition: Composition, environment: RunEnvironment): Promise<OpenRun> {
  const container = new RunContainer(composition.nodes, SLOTS, environment);
  try {
    await container.start();
    const policy = container.get<Policy>("/policy");
    const reference = needs(composition, "/").includes("refLogprobs") ? await policy.freeze() : null;
    return {
      container,
      components: runComponents(composition, container, policy, reference),
      evaluationSets: evaluationSets(composition, container),
      trackers: pointersUnder(composition, "/trackers/").map((pointer) => container.get<Tracker>(pointer)),
      dispose: async () => {
        await reference?.dispose?.();
        await container.dispose();
      },
    };
  } catch (error) {
    await container.dispose();
    throw error;
  }
}

function runComponents(composition: Composition, container: RunContainer, policy: Policy, reference: RunComponents["reference"]): RunComponents {
  const columns = (...slots: string[]): readonly ColumnName[] => slots.flatMap((slot) => needs(composition, slot)) as ColumnName[];
  const objective = container.get<RunComponents["objective"]>("/objective");
  const { epochs, miniBatches } = composition.resolved.training as unknown as { epochs: number; miniBatches: number };
  const oldIsPresent = epochs * miniBatches === 1 && objective.wants.includes("logprobs");
  return {
    policy,
    reference,
    dataset: container.get("/dataset"),
    tokenizer: container.get("/tokenizer"),
    sampler: container.get("/sampler"),
    verifier: container.find("/verifier"),
    rewardModel: container.find("/rewardModel"),
    valueModel: container.find("/valueModel"),
    advantage: container.find("/advantage"),
    selection: container.get("/selection"),
    objective,
    columns: {
      reward: columns("/rewardModel"),
      advantage: columns("/advantage", "/selection"),
      training: columns("/objective", "/valueModel").filter((name) => name !== "oldLogprobs" || !oldIsPresent),
    },
    oldIsPresent,
    minimumGroup: largestNeed(needs(composition, "/"), "group"),
  };
}

/** Needs of the components at a pointer and below. */
function needs(composition: Composition, pointer: string): readonly string[] {
  return composition.nodes.filter((node) => node.pointer.startsWith(pointer)).flatMap(needsOf);
}

function pointersUnder(composition: Composition, pointer: string): readonly string[] {
  return composition.nodes.map((node) => node.pointer).filter((place) => place.startsWith(pointer) && !place.slice(pointer.length).includes("/"));
}

interface ResolvedEvaluation {
  readonly temperature: number;
  readonly topP: number;
  readonly maxTokens: number;
  readonly sets: Readonly<Record<string, { readonly problems: number; readonly samples: number }>>;
}

function evaluationSets(composition: Composition, container: RunContainer): readonly EvaluationSet[] {
  const evaluation = composition.resolved.evaluation as unknown as ResolvedEvaluation | undefined;
  if (!evaluation) return [];
  const { temperature, topP, maxTokens } = evaluation;
  return Object.entries(evaluation.sets).map(([name, { problems, samples }]) => ({
    ...{ name, problems, samples, temperature, topP, maxTokens },
    dataset: container.get<Dataset>(`/evaluation/sets/${name}/dataset`),
  }));
}
