import type { Batch, OutputName } from "../../contracts/batch.js";
import type { Snapshot } from "../../contracts/component.js";
import type { Learner } from "../../contracts/learner.js";
import { fromOptions } from "../../plugin/component-definition.js";
import { advantageLoss } from "./losses.js";
import { tokenizerOf } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { randomRows, tokenRows } from "./token-rows.js";

/** Steps of which every schedule is told. */
export const STEPS = 10;

/** What training laws train on. */
export function trainingBatch(subject: PolicySubject): Batch {
  return tokenRows(randomRows(tokenizerOf(subject)), { temperature: 0.8 });
}

/** The outputs that the policy says it gives. */
export function outputsOf(subject: PolicySubject): readonly OutputName[] {
  return gives(subject, "policy.entropy") ? ["logprobs", "entropy"] : ["logprobs"];
}

export function gives({ component, options }: PolicySubject, capability: string): boolean {
  return fromOptions(component.gives, options ?? {}, []).includes(capability);
}

/** Some steps of training on `trainingBatch`. */
export async function train(subject: PolicySubject, policy: Learner, steps: readonly number[]): Promise<void> {
  const batch = trainingBatch(subject);
  for (const step of steps) {
    await policy.accumulate(batch, advantageLoss(batch, outputsOf(subject)));
    await policy.step({ step, of: STEPS });
  }
}

/** The state as a checkpoint would give it back. */
export async function stored(learner: Learner): Promise<Snapshot> {
  const { tensors = {}, json } = (await learner.snapshot?.()) ?? {};
  const copies = Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape: [...shape], data: data.slice() }] as const);
  return { tensors: Object.fromEntries(copies), json: json === undefined ? undefined : (JSON.parse(JSON.stringify(json)) as unknown) };
}
