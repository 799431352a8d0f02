import { resolve } from "node:path";
import type { MetricDeclarations } from "../contracts/metrics.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import { UserError } from "../contracts/user-error.js";
import { RunContainer } from "../plugin/run-container.js";
import { compose, type Composition } from "../recipe/compose.js";
import { describeComposition } from "../recipe/describe-composition.js";
import { FileRunStore } from "../run/file-run-store.js";
import { ProcessClock } from "../run/process-clock.js";
import { RECIPE_FILE } from "../run/run-folder.js";
import { randomStream } from "../trainer/random-stream.js";
import { TRAINER_METRICS } from "../trainer/trainer-metrics.js";
import { SILENT } from "./terminal.js";

/** What a run's plugins know of it beyond what its folder holds. */
export interface RunKnowledge {
  readonly declarations: MetricDeclarations;
  /** What tokens read; absent where the run's tokenizer cannot be had. */
  readonly decode?: (tokens: readonly number[]) => string;
  /** What components say of themselves, formulas included, by their place in the recipe. */
  readonly explanation: Readonly<Record<string, readonly string[]>>;
  /** What is missing, and why. */
  readonly notes: readonly string[];
}

/** Asks the plugins of a run. One that is not installed any more, or not on this machine, is no reason to show nothing: a note says what is missing. */
export async function runKnowledge(folder: string): Promise<RunKnowledge> {
  try {
    const composition = await compose(resolve(folder, RECIPE_FILE));
    const declared = composition.nodes.flatMap(({ definition }) => Object.entries(definition.metrics ?? {}));
    return {
      declarations: { ...TRAINER_METRICS, ...Object.fromEntries(declared) },
      decode: await tokenDecoder(composition, folder),
      explanation: explanations(composition),
      notes: [],
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const notes = [
      `Without the run's plugins there are no formulas, no token texts and few meanings of metrics. ${error.code}: ${error.message}. ${error.remedy}`,
    ];
    return { declarations: TRAINER_METRICS, explanation: {}, notes };
  }
}

/** The run's tokenizer alone: no model is built. */
async function tokenDecoder(composition: Composition, folder: string): Promise<RunKnowledge["decode"]> {
  const nodes = composition.nodes.filter(({ pointer }) => pointer === "/tokenizer");
  const container = new RunContainer(nodes, new Map(), {
    store: new FileRunStore(folder, folder),
    clock: new ProcessClock(),
    terminal: SILENT,
    random: randomStream(Number(composition.resolved.seed)),
    weights: new Map(),
  });
  await container.start();
  const tokenizer = container.get<Tokenizer>("/tokenizer");
  return (tokens) => tokenizer.decode(tokens);
}

function explanations(composition: Composition): RunKnowledge["explanation"] {
  const explained = describeComposition(composition).components.filter(({ explanation }) => explanation.length > 0);
  return Object.fromEntries(explained.map(({ pointer, use, explanation }) => [`${pointer.slice(1).replaceAll("/", ".")}: ${use}`, explanation]));
}
