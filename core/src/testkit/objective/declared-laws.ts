import type { Batch } from "../../contracts/batch.js";
import { demand } from "../demand.js";
import { largestOf } from "../differing-number.js";
import { schemaOfMode, type OptionSchema } from "../option-schema.js";
import { evaluate } from "./evaluate.js";
import { sharesOfTokens } from "./normalisation.js";
import { objectiveCase, type ObjectiveCase } from "./objective-case.js";
import type { ObjectiveSubject } from "./objective-subject.js";

/** Further laws that an objective may declare in `laws`; they hold for its default options. */
export const DECLARABLE: Readonly<Record<string, (subject: ObjectiveSubject) => Promise<void>>> = {
  "ratio-one-is-policy-gradient": isPolicyGradientAtRatioOne,
  "no-signal-no-gradient": hasNoGradientWithoutSignal,
};

/** An objective declares no law that nothing tests. */
export async function declaresKnownLaws({ component: { laws = [] } }: ObjectiveSubject): Promise<void> {
  const unknown = laws.filter((law) => !Object.hasOwn(DECLARABLE, law));
  demand(unknown.length === 0, `Nothing tests the law ${unknown.join(", ")}; known are ${Object.keys(DECLARABLE).join(", ")}`, "Take it out of `laws`.");
}

/** Where the policy is the one at collection, the gradient with respect to log p is -A, times the token's share: that of the expected reward. */
async function isPolicyGradientAtRatioOne(subject: ObjectiveSubject): Promise<void> {
  const defaults = withDefaults(subject);
  const example = atRatioOne(objectiveCase(1));
  const { action, advantages = new Float32Array() } = example.batch;
  const shares = await sharesOfTokens(defaults, example.batch);
  const found = (await evaluate(defaults, example)).gradients.logprobs;
  for (const [place, advantage] of advantages.entries()) {
    if (action[place] === 0) continue;
    const expected = -advantage * shares[place];
    demand(
      found !== undefined && Math.abs(found[place] - expected) <= 1e-5 * shares[place],
      `The objective declares ratio-one-is-policy-gradient, but there the gradient of a token is ${found?.[place]}, expected ${expected} = -${advantage} · ${shares[place]}`,
      "Mend the factor, or do not declare the law and say in the README why.",
    );
  }
}

/** Where every advantage is 0, so is the gradient. */
async function hasNoGradientWithoutSignal(subject: ObjectiveSubject): Promise<void> {
  const { batch, outputs } = objectiveCase(1);
  const silent: Batch = { ...batch, advantages: new Float32Array(batch.action.length) };
  for (const [name, gradient] of Object.entries((await evaluate(withDefaults(subject), { batch: silent, outputs })).gradients)) {
    const largest = largestOf(gradient);
    demand(
      largest <= 1e-9,
      `The objective declares no-signal-no-gradient, but where every advantage is 0 the gradient with respect to ${name} reaches ${largest}, expected 0`,
      "Look for a term that does not contain the advantage, or do not declare the law and say in the README why.",
    );
  }
}

function atRatioOne({ batch, outputs }: ObjectiveCase): ObjectiveCase {
  const { oldLogprobs: logprobs } = batch;
  return { batch: { ...batch, refLogprobs: logprobs, samplerLogprobs: logprobs }, outputs: { ...outputs, logprobs } };
}

/** With the suite's values of those options alone that have no default. */
function withDefaults(subject: ObjectiveSubject): ObjectiveSubject {
  const { properties = {}, required = [] } = schemaOfMode((subject.component.options ?? {}) as OptionSchema, {});
  const open = required.filter((key) => properties[key].default === undefined && properties[key].const === undefined);
  const options = Object.entries(subject.options ?? {}).filter(([key]) => open.includes(key));
  return { ...subject, options: Object.fromEntries(options) };
}
