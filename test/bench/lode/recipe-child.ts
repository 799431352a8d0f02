import { definePlugin, reward, train, type Metrics } from "@lode/core";
import { isEvenAtFirst } from "../first-character.js";
import { serve } from "./serve.js";
import { StepGate, type PassedStep } from "./step-gate.js";

export interface RecipeSettings {
  /** It has the tracker `step-gate` and may have the reward `first-character`. */
  readonly recipe: Parameters<typeof train>[0];
  /** For the run. */
  readonly folder: string;
}

const gate = new StepGate();
const rewards = reward("first-character", ({ rollout }) => (isEvenAtFirst(rollout.text) ? 1 : -1));
const plugin = definePlugin({ name: "@lode/bench", core: "^0.1.0", components: [gate.component, rewards] });
let training: Promise<never> | undefined;

/** Trains the recipe by the public entrance, up to the first step. */
async function prepare({ recipe, folder }: RecipeSettings): Promise<object> {
  training = train(recipe, { out: folder, force: true, plugins: [plugin] }).then(() => {
    throw new RangeError("the run has ended");
  });
  await Promise.race([gate.reached, training]);
  return {};
}

async function run({ steps }: { steps: number }): Promise<object> {
  if (training === undefined) throw new RangeError("prepare comes first");
  const passed = await Promise.race([gate.pass(steps), training]);
  const metric = (name: string): readonly number[] => passed.map(({ metrics }) => metrics[name]);
  return { seconds: passed.map(({ seconds }) => seconds), tokens: metric("sampling/tokens"), rows: metric("selection/rows"), phases: passed.map(phasesOf) };
}

function phasesOf({ metrics }: PassedStep): Metrics {
  const phases = Object.entries(metrics).filter(([name]) => name.startsWith("time/") && name !== "time/total");
  return Object.fromEntries(phases.map(([name, seconds]) => [name.slice("time/".length), seconds]));
}

await serve({ prepare, run });
