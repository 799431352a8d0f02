import type { Contract } from "../contracts/contract.js";
import type { Dataset } from "../contracts/dataset.js";
import { Tokenizer } from "../contracts/tokenizer.js";
import { fromOptions } from "../plugin/component-definition.js";
import { RunContainer } from "../plugin/run-container.js";
import { compose, type Composition } from "../recipe/compose.js";
import { FileRunStore } from "../run/file-run-store.js";
import { namedWeights } from "../run/initial-weights.js";
import { ProcessClock } from "../run/process-clock.js";
import { randomStream } from "../trainer/random-stream.js";
import { assertHeldOut, type HeldOutSet } from "./assert-held-out.js";
import { SILENT } from "./terminal.js";

const STORED = "dataset.problems";
const TOKENIZER = "/tokenizer";

interface ResolvedSets {
  readonly sets: Readonly<Record<string, { readonly overlap: number | "allowed" }>>;
}

/**
 * Opens the data sets of a composition whose problems are stored, without policy or engine. Returns what they report, by pointer. Throws DATA_INVALID for
 * data that cannot be used, and where problems of an evaluation set are trained on, be it by a recipe that weights come from.
 */
export async function inspectData(composition: Composition): Promise<ReadonlyMap<string, readonly string[]>> {
  return withDatasets(composition, async (container) => {
    const sets = heldOutSets(composition, container);
    await assertUntrained(container, sets);
    if (sets.length > 0) await assertUntrainedBefore(composition, sets);
    return new Map(datasetPlaces(composition).map((pointer) => [pointer, container.get<Dataset>(pointer).report?.() ?? []]));
  });
}

async function assertUntrained(container: RunContainer, sets: readonly HeldOutSet[]): Promise<void> {
  const trained = container.find<Dataset>("/dataset");
  if (trained) await assertHeldOut(trained, sets);
}

/** The same for the recipes that weights come from, and those that theirs come from. */
async function assertUntrainedBefore(composition: Composition, sets: readonly HeldOutSet[]): Promise<void> {
  for (const named of Object.values(namedWeights(composition))) {
    if (!("recipe" in named)) continue;
    const start = await compose(named.recipe, { plugins: composition.given });
    await withDatasets(start, (container) => assertUntrained(container, sets));
    await assertUntrainedBefore(start, sets);
  }
}

async function withDatasets<Result>(composition: Composition, look: (container: RunContainer) => Promise<Result>): Promise<Result> {
  const places = datasetPlaces(composition);
  const within = (pointer: string): boolean => [...places, TOKENIZER].some((place) => pointer === place || pointer.startsWith(`${place}/`));
  const slots = new Map<Contract<unknown>, string>([[Tokenizer, TOKENIZER]]);
  const nodes = places.length === 0 ? [] : composition.nodes.filter(({ pointer }) => within(pointer));
  const container = new RunContainer(nodes, slots, {
    store: new FileRunStore("recipe", "."),
    clock: new ProcessClock(),
    terminal: SILENT,
    random: randomStream(Number(composition.resolved.seed)),
    weights: new Map(),
  });
  try {
    await container.start();
    return await look(container);
  } finally {
    await container.dispose();
  }
}

/** Where data sets with stored problems stand: that of training and those of evaluation, without what is nested in them. */
function datasetPlaces({ nodes }: Composition): readonly string[] {
  return nodes
    .filter(({ pointer }) => /^\/dataset$|^\/evaluation\/sets\/[^/]+\/dataset$/.test(pointer))
    .filter(({ definition, options }) => fromOptions(definition.gives, options, []).includes(STORED))
    .map(({ pointer }) => pointer);
}

function heldOutSets({ resolved }: Composition, container: RunContainer): readonly HeldOutSet[] {
  const evaluation = resolved.evaluation as unknown as ResolvedSets | undefined;
  return Object.entries(evaluation?.sets ?? {}).flatMap(([name, { overlap }]) => {
    const dataset = container.find<Dataset>(`/evaluation/sets/${name}/dataset`);
    return dataset && overlap !== "allowed" ? [{ name, dataset, threshold: overlap }] : [];
  });
}
