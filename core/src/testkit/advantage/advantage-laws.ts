import * as tf from "@tensorflow/tfjs";
import type { Advantage } from "../../contracts/advantage.js";
import type { Batch } from "../../contracts/batch.js";
import { fromOptions, type Capability } from "../../plugin/component-definition.js";
import { completeOptions } from "../complete-options.js";
import type { ComponentSubject } from "../component-subject.js";
import { deadOptions } from "../dead-options.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { withNew } from "../with-new.js";
import { advantageBatch } from "./advantage-batch.js";
import { estimate } from "./estimate.js";
import { invarianceLaws } from "./invariance-laws.js";

type Subject = ComponentSubject<Advantage>;

/** What holds of every estimator. */
export const advantageLaws: Laws<Subject> = {
  "gives a number for every token": givesEveryToken,
  "gives tokens without action no advantage": sparesMaskedTokens,
  ...invarianceLaws,
  "counts token rewards": countsTokenRewards,
  "says whether it gives returns": declaresReturns,
  "gives the same result twice": repeats,
  "leaves no tensor behind": leavesNoTensor,
  "changes none of its inputs": changesNothing,
  "is finite at the edges": isFiniteAtTheEdges,
  "has no option without effect": hasNoDeadOption,
};

async function givesEveryToken(subject: Subject): Promise<void> {
  const batch = advantageBatch(subject, 1);
  const size = batch.rows * batch.length;
  for (const [name, numbers] of Object.entries(await estimate(subject, batch)) as [string, Float32Array | undefined][]) {
    if (numbers === undefined) continue;
    const fits = numbers instanceof Float32Array && numbers.length === size;
    demand(
      fits,
      `The array \`${name}\` has ${numbers.length} numbers, expected a Float32Array of ${size}: [B,T]`,
      "Give every token a number, padding included.",
    );
  }
}

async function sparesMaskedTokens(subject: Subject): Promise<void> {
  const { action } = advantageBatch(subject, 1);
  const { advantages } = await estimate(subject, advantageBatch(subject, 1));
  const place = advantages.findIndex((advantage, token) => action[token] === 0 && advantage !== 0);
  demand(
    place === -1,
    `A token without action has the advantage ${advantages[place]}, expected 0`,
    "Use `spreadOverTokens`, or skip the places where `action` is 0.",
  );
}

async function countsTokenRewards(subject: Subject): Promise<void> {
  const { tokenRewards, ...batch } = advantageBatch(subject, 1);
  const [without, counted] = [await estimate(subject, batch), await estimate(subject, { ...batch, tokenRewards })];
  demand(
    difference(counted.advantages, without.advantages) !== undefined,
    "Advantages are the same with and without the column `tokenRewards`, so that rewards of single tokens, such as a KL penalty, would be lost",
    "Use `rowRewards`, or add each token's reward where it stands.",
  );
}

async function declaresReturns(subject: Subject): Promise<void> {
  const gives = fromOptions<readonly Capability[]>(subject.component.gives, completeOptions(subject), []).includes("returns");
  const { returns } = await estimate(subject, advantageBatch(subject, 1));
  demand(
    gives === (returns !== undefined),
    `The estimator ${gives ? "says" : "does not say"} that it gives returns, but ${gives ? "gives none" : "does"}`,
    'Mend "returns" in `gives`.',
  );
}

async function repeats(subject: Subject): Promise<void> {
  const batch = advantageBatch(subject, 1);
  const [first, second] = await withNew(subject, (advantage) => [advantage.estimate(batch), advantage.estimate(batch)]);
  const changed = difference(second, first, "the result");
  demand(changed === undefined, `A second estimate of the same batch differs: ${changed}`, "Keep no state in an estimator, and use neither chance nor clock.");
}

async function leavesNoTensor(subject: Subject): Promise<void> {
  const left = await withNew(subject, (advantage) => {
    const before = tf.memory().numTensors;
    advantage.estimate(advantageBatch(subject, 1));
    return tf.memory().numTensors - before;
  });
  demand(left === 0, `One estimate leaves ${left} tensors behind, expected none`, "Work inside `tf.tidy`, or with plain arrays.");
}

async function changesNothing(subject: Subject): Promise<void> {
  const batch = advantageBatch(subject, 1);
  await estimate(subject, batch);
  const changed = difference(batch, advantageBatch(subject, 1), "the batch");
  demand(changed === undefined, `The estimator changes what it is given: ${changed}`, "Work on copies of the batch's arrays.");
}

async function isFiniteAtTheEdges(subject: Subject): Promise<void> {
  for (const [edge, batch] of Object.entries(edges(advantageBatch(subject, 1)))) {
    for (const [name, numbers] of Object.entries(await estimate(subject, batch))) {
      const wrong = (numbers as Float32Array | undefined)?.find((number) => !Number.isFinite(number));
      demand(wrong === undefined, `Where ${edge}, \`${name}\` holds ${wrong}, expected finite numbers`, "Guard divisions by deviations that may be 0.");
    }
  }
}

function edges(usual: Batch): Readonly<Record<string, Batch>> {
  const rewards = (value: number): Float32Array => new Float32Array(usual.rows).fill(value);
  const none = new Float32Array(usual.action.length);
  const { tokenRewards: _, ...plain } = usual;
  return {
    "nothing is unusual": usual,
    "every reward is 0": { ...plain, rewards: rewards(0) },
    "every reward is 1": { ...plain, rewards: rewards(1) },
    "rewards and values are 0": { ...plain, rewards: rewards(0), values: none },
    "one reward is a million": { ...plain, rewards: rewards(0).fill(1e6, 0, 1) },
  };
}

async function hasNoDeadOption(subject: Subject): Promise<void> {
  const dead = await deadOptions(subject, async (options) => {
    const { advantages, returns = new Float32Array() } = await estimate({ ...subject, options }, advantageBatch(subject, 1));
    return { advantages, returns };
  });
  demand(
    dead.length === 0,
    `No other value that was tried of the options ${dead.join(", ")} changes advantages or returns`,
    "Read the option, take it out, or give values of it that make a difference in the suite's `otherValues`.",
  );
}
