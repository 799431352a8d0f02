import type { Batch } from "../../contracts/batch.js";
import type { RewardModel } from "../../contracts/reward-model.js";
import type { Verdict } from "../../contracts/verdict.js";
import type { ComponentSubject } from "../component-subject.js";
import { deadOptions } from "../dead-options.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { goesOnFromSnapshot, keepsNoTensor, repeatsHistory } from "../state-laws.js";
import { undeclaredMetrics } from "../undeclared-metrics.js";
import { withNew } from "../with-new.js";
import { invarianceLaws } from "./invariance-laws.js";
import { ask, copied, judgedBatch, rewardedBatch, rewardStep } from "./reward-step.js";

type Subject = ComponentSubject<RewardModel>;

/** What holds of every reward model. */
export const rewardModelLaws: Laws<Subject> = {
  "gives a number for every row and token": givesEveryRow,
  "gives finite numbers": givesFiniteNumbers,
  "gives weights from 0 to 1, and 0 where action is 0": boundsWeights,
  ...invarianceLaws,
  "does not learn by being asked": learnsNothingByAnswering,
  "leaves what it gave as it was when it learns": leavesAnswers,
  "does the same from the same history": (subject) => repeatsHistory(subject, rewardStep),
  "goes on exactly from a snapshot": (subject) => goesOnFromSnapshot(subject, rewardStep),
  "leaves no tensor behind": (subject) => keepsNoTensor(subject, rewardStep),
  "changes none of its inputs": changesNothing,
  "declares every metric that it gives": declaresMetrics,
  "has no option without effect": hasNoDeadOption,
};

async function givesEveryRow(subject: Subject): Promise<void> {
  const { rows, length } = judgedBatch(1);
  const { rewards, tokenRewards, weights } = await withNew(subject, (model) => ask(model, judgedBatch(1)));
  const shapes: (readonly [string, Float32Array | undefined, number, string])[] = [
    ["rewards", rewards, rows, "[B]"],
    ["tokenRewards", tokenRewards, rows * length, "[B,T]"],
    ["weights", weights, rows * length, "[B,T]"],
  ];
  for (const [name, numbers, size, shape] of shapes) {
    const fits = numbers === undefined || (numbers instanceof Float32Array && numbers.length === size);
    demand(
      fits,
      `The array \`${name}\` is ${kindOf(numbers)}, expected a Float32Array of ${size} numbers: ${shape}`,
      "Give every row, or every token with padding, a number.",
    );
  }
}

function kindOf(numbers: Float32Array | undefined): string {
  return `${numbers?.constructor.name ?? "nothing"} of ${numbers?.length ?? 0}`;
}

async function givesFiniteNumbers(subject: Subject): Promise<void> {
  const judged = (outcome: Verdict["outcome"]): Batch => ({ ...judgedBatch(1), verdicts: judgedBatch(1).verdicts.map((verdict) => ({ ...verdict, outcome })) });
  const batches = { "verdicts differ": judgedBatch(1), "every verdict is correct": judged("correct"), "every verdict is incorrect": judged("incorrect") };
  for (const [when, batch] of Object.entries(batches)) {
    const { rewards, tokenRewards, weights } = await withNew(subject, (model) => ask(model, batch));
    const taken = (numbers?: Float32Array): Float32Array => (numbers ?? new Float32Array()).filter((_, place) => batch.action[place] === 1);
    for (const [name, numbers] of Object.entries({ rewards, tokenRewards: taken(tokenRewards), weights: taken(weights) })) {
      const wrong = numbers.find((number) => !Number.isFinite(number));
      demand(wrong === undefined, `Where ${when}, \`${name}\` holds ${wrong}, expected finite numbers`, "Guard divisions by counts that may be 0.");
    }
  }
}

async function boundsWeights(subject: Subject): Promise<void> {
  const { action } = judgedBatch(1);
  const { weights = new Float32Array() } = await withNew(subject, (model) => ask(model, judgedBatch(1)));
  const place = weights.findIndex((weight, token) => weight < 0 || weight > action[token]);
  const [where, bounds] = action[place] === 1 ? ["An action token", "from 0 to 1"] : ["A token without action", "0"];
  demand(place === -1, `${where} has the weight ${weights[place]}, expected ${bounds}`, "Clamp weights, and leave those of other tokens 0.");
}

async function learnsNothingByAnswering(subject: Subject): Promise<void> {
  const [first, second] = await withNew(subject, async (model) => [copied(await ask(model, judgedBatch(1))), copied(await ask(model, judgedBatch(1)))]);
  const changed = difference(second, first, "the answers");
  demand(changed === undefined, `Asked a second time without \`learn\` in between, the model answers otherwise: ${changed}`, "Change state in `learn` alone.");
}

async function leavesAnswers(subject: Subject): Promise<void> {
  const [given, asGiven] = await withNew(subject, async (model) => {
    const answers = await ask(model, judgedBatch(1));
    const copy = copied(answers);
    await model.learn?.(rewardedBatch(judgedBatch(1), copy), { step: 1, of: 6 });
    return [answers, copy];
  });
  const changed = difference(given, asGiven, "the answers");
  demand(changed === undefined, `What the model gave changes when it learns: ${changed}`, "Give arrays that the model does not write to again.");
}

async function changesNothing(subject: Subject): Promise<void> {
  const batch = judgedBatch(1);
  await withNew(subject, async (model) => {
    const answers = copied(await ask(model, batch));
    const rewarded = rewardedBatch(batch, answers);
    await model.learn?.(rewarded, { step: 1, of: 6 });
    const changed = difference(rewarded, rewardedBatch(judgedBatch(1), answers), "the batch");
    demand(changed === undefined, `The model changes what it is given: ${changed}`, "Work on copies of the batch's arrays.");
  });
}

async function declaresMetrics(subject: Subject): Promise<void> {
  const { metrics, learnt } = await withNew(subject, (model) => rewardStep(model, 1));
  const undeclared = [...undeclaredMetrics(subject, "reward", metrics), ...undeclaredMetrics(subject, "reward-model", learnt)];
  demand(undeclared.length === 0, `The metrics ${undeclared.join(", ")} are not declared`, "Give unit, reduction and meaning in the component's `metrics`.");
}

async function hasNoDeadOption(subject: Subject): Promise<void> {
  const dead = await deadOptions(subject, (options) =>
    withNew({ ...subject, options }, async (model) => {
      const steps = [await rewardStep(model, 1), await rewardStep(model, 2), await rewardStep(model, 3)];
      const numbers = steps.flatMap(({ metrics, learnt, ...arrays }, step) => {
        const named = [...Object.entries({ ...metrics, ...learnt }).map(([name, value]) => [name, [value]] as const), ...Object.entries(arrays)];
        return named.map(([name, values]) => [`step ${step} ${name}`, values ?? []] as const);
      });
      return Object.fromEntries(numbers);
    }),
  );
  demand(
    dead.length === 0,
    `No other value that was tried of the options ${dead.join(", ")} changes rewards, weights or what is learnt`,
    "Read the option, take it out, or give values of it that make a difference in the suite's `otherValues`.",
  );
}
