import * as tf from "@tensorflow/tfjs";
import type { Snapshot } from "../../contracts/component.js";
import type { Policy } from "../../contracts/policy.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import { gathered } from "../gathered.js";
import type { Laws } from "../laws.js";
import { generated, requestOf } from "./generated.js";
import { withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { outputsOf, stored, train, trainingBatch } from "./trained.js";

export const stateLaws: Laws<PolicySubject> = {
  "freezes a copy that updates do not reach": freezes,
  "goes on from a snapshot exactly": resumes,
  "is changed by `step` alone": changesByStepAlone,
  "is made by its seed alone": isMadeBySeed,
  "leaves no tensors behind": leavesNothing,
};

async function freezes(subject: PolicySubject): Promise<void> {
  const [batch, want] = [trainingBatch(subject), outputsOf(subject)];
  await withPolicy(subject, async (policy) => {
    await train(subject, policy, [1]);
    const before = await policy.score(batch, want);
    const frozen = await policy.freeze();
    try {
      await train(subject, policy, [2, 3]);
      const changed = difference(await frozen.score(batch, want), before, "scores");
      demand(changed === undefined, `Updates reached the frozen copy, or it never scored as the policy did: ${changed}`, "Copy the weights in `freeze`.");
      const wrong = "Two updates did not change the policy's own scores";
      demand(difference(await policy.score(batch, want), before) !== undefined, wrong, "Let `step` change the weights that score.");
    } finally {
      await frozen.dispose?.();
    }
  });
}

async function resumes(subject: PolicySubject): Promise<void> {
  await withPolicy(subject, async (policy) => {
    const hasState = policy.snapshot !== undefined && policy.restore !== undefined;
    demand(hasState, "The policy has no `snapshot` and `restore`", "Write both: a run that is resumed would lose its training.");
    await train(subject, policy, [1, 2]);
    await policy.publish();
    const state = await stored(policy);
    await withPolicy(subject, async (other) => {
      await train(subject, other, [1]);
      await other.restore?.(state);
      const remedy = "Put weights, optimizer, version and whatever else changes into the snapshot, to the last bit, and take all of it over.";
      expectSame(await stateOf(subject, other), await stateOf(subject, policy), "A policy that took over a snapshot differs", remedy);
      for (const one of [policy, other]) await train(subject, one, [3]);
      expectSame(await stateOf(subject, other), await stateOf(subject, policy), "A policy that took over a snapshot differs after another update", remedy);
    });
  });
}

async function changesByStepAlone(subject: PolicySubject): Promise<void> {
  const batch = trainingBatch(subject);
  await withPolicy(subject, async (policy) => {
    await train(subject, policy, [1]);
    const before = await stored(policy);
    await policy.score(batch, outputsOf(subject));
    await generated(policy, [requestOf(subject, 2)]);
    const frozen = await policy.freeze();
    await frozen.dispose?.();
    const remedy = "Let only `step`, `publish` and `restore` change the state: snapshots of equal runs are equal byte for byte.";
    expectSame(await stored(policy), before, "Scoring, generating and freezing changed the policy", remedy);
  });
}

async function isMadeBySeed(subject: PolicySubject): Promise<void> {
  const made = (): Promise<unknown> =>
    withPolicy(subject, async (policy) => {
      const beginning = await stateOf(subject, policy);
      await train(subject, policy, [1, 2]);
      return [beginning, await stateOf(subject, policy)];
    });
  expectSame(await made(), await made(), "Two policies of one seed differ", "Take all randomness from the injected RandomStream, and sum in a fixed order.");
}

async function leavesNothing(subject: PolicySubject): Promise<void> {
  const before = tf.memory().numTensors;
  const remedy = "Wrap computations in `tf.tidy`, dispose what is replaced, and free everything in `dispose`, after a generation that was left too.";
  await withPolicy(subject, async (policy) => {
    await useOnce(subject, policy);
    const after = tf.memory().numTensors;
    await useOnce(subject, policy);
    const more = tf.memory().numTensors - after;
    demand(more === 0, `A step of training and generation left ${more} tensors behind`, remedy);
  });
  const left = tf.memory().numTensors - before;
  demand(left === 0, `After \`dispose\` ${left} tensors are left`, remedy);
}

async function useOnce(subject: PolicySubject, policy: Policy): Promise<void> {
  const many = requestOf(subject, 2, { samples: 8, maxTokens: 6 });
  await gathered(policy.generate([many], new AbortController().signal), 1);
  await generated(policy, [many]);
  await train(subject, policy, [1]);
  await policy.publish();
  await policy.score(trainingBatch(subject), outputsOf(subject));
  const frozen = await policy.freeze();
  await frozen.dispose?.();
}

interface State {
  readonly version: number;
  readonly snapshot: Snapshot;
  readonly scores: unknown;
  readonly completions: unknown;
}

async function stateOf(subject: PolicySubject, policy: Policy): Promise<State> {
  const scores = await policy.score(trainingBatch(subject), outputsOf(subject));
  return { version: policy.version, snapshot: await stored(policy), scores, completions: await generated(policy, [requestOf(subject, 2)]) };
}

function expectSame(found: unknown, expected: unknown, wrong: string, remedy: string): void {
  const changed = difference(found, expected, "state");
  demand(changed === undefined, `${wrong}: ${changed}`, remedy);
}
