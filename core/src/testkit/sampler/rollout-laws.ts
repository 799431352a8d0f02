import type { Group, Rollout } from "../../contracts/rollout.js";
import type { Sampler } from "../../contracts/sampler.js";
import { rolloutBatch } from "../../trainer/rollout-batch.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import type { Laws } from "../laws.js";
import { letterTokenizer } from "../letter-tokenizer.js";
import type { Subject } from "../with-component.js";
import { groupsOf, sampledGroups, withSampler } from "./sampled.js";
import { WatchedDraws } from "./watched-draws.js";

/** What must hold of every rollout. */
export const rolloutLaws: Laws<Subject<Sampler>> = {
  "numbers the rollouts of a group from 0, without gaps": numbersRollouts,
  "gives columns as long as the tokens": (subject) => forEachRollout(subject, expectLengths),
  "begins with the prompt, which no policy chose, and marks what it chose": (subject) => forEachRollout(subject, expectAction),
  "reports the policy's own log-probabilities where it chose, and 0 elsewhere": reportsLogprobs,
  "reports log-probabilities of the distribution that was sampled from": (subject) => forEachRollout(subject, expectSampledLogprobs),
  "ends with the end token exactly where it says so": (subject) => forEachRollout(subject, expectStop),
  "gives as text the completion as the tokenizer decodes it": (subject) => forEachRollout(subject, expectText),
  "carries the version of the policy that generated": carriesVersion,
};

async function numbersRollouts(subject: Subject<Sampler>): Promise<void> {
  for (const { draw, rollouts } of await sampledGroups(subject)) {
    const numbers = rollouts.map(({ sample }) => sample).sort((a, b) => a - b);
    const isWhole = numbers.every((sample, place) => sample === place) && rollouts.every((rollout) => rollout.draw === draw);
    const wrong = `The rollouts of ${draw.problem.id} have the numbers ${numbers.join(", ")}${rollouts.some((rollout) => rollout.draw !== draw) ? ", and other draws" : ""}`;
    demand(isWhole, wrong, "Give each rollout its group's draw and its own number, from 0.");
  }
}

function expectLengths({ tokens, action, logprobs, sampledLogprobs }: Rollout, name: string): void {
  for (const [columnName, column] of Object.entries({ action, logprobs, sampledLogprobs })) {
    const wrong = `In ${name} \`${columnName}\` has ${column?.length} entries for ${tokens.length} tokens of prompt and completion`;
    demand(column === undefined || column.length === tokens.length, wrong, "Give one entry a token, the prompt's too.");
  }
}

function expectAction({ draw, tokens, action }: Rollout, name: string): void {
  const prompt = letterTokenizer.encodePrompt(draw.problem.prompt);
  const changed = difference(tokens.slice(0, prompt.length), prompt, "tokens");
  demand(changed === undefined, `The tokens of ${name} do not begin with its prompt: ${changed}`, "Put `tokenizer.encodePrompt(problem.prompt)` first.");
  const chosen = action.indexOf(1);
  const wrong = `In ${name} the first token that the policy chose is at place ${chosen}, the prompt has ${prompt.length} tokens`;
  demand(chosen >= prompt.length, wrong, "Let `action` be 0 on the prompt, and 1 on at least one token after it.");
  demand(
    action.every((value) => value === 0 || value === 1),
    `In ${name} \`action\` holds other numbers than 0 and 1: ${action.join(" ")}`,
    "Write 1 where the policy chose the token, else 0.",
  );
}

async function reportsLogprobs(subject: Subject<Sampler>): Promise<void> {
  await withSampler(subject, 1, async ({ sampler, policy }) => {
    const groups = await groupsOf(sampler, new WatchedDraws(), 4);
    for (const rollout of generated(groups)) {
      if (rollout.logprobs === undefined) continue;
      const batch = rolloutBatch([{ draw: rollout.draw, rollouts: [rollout] }], sampler.temperature ?? 1);
      const { logprobs: scored = new Float32Array() } = await policy.score(batch, ["logprobs"]);
      const wrong = scored.findIndex((expected, place) => !(Math.abs(expected - (rollout.logprobs?.[place] ?? NaN)) < 1e-5));
      demand(
        wrong < 0,
        `The log-probability of the token at place ${wrong} is ${rollout.logprobs[wrong]}, the policy's is ${scored[wrong]}`,
        "Put the completion's log-probabilities at its tokens and 0 elsewhere, and say at which `temperature` they are meant.",
      );
    }
  });
}

function expectSampledLogprobs({ action, sampledLogprobs }: Rollout, name: string): void {
  const wrong = sampledLogprobs?.findIndex((value, place) => !(Number.isFinite(value) && value <= 0 && (action[place] === 1 || value === 0))) ?? -1;
  demand(
    wrong < 0,
    `In ${name} \`sampledLogprobs\` is ${sampledLogprobs?.[wrong]} at place ${wrong}, where \`action\` is ${action[wrong]}`,
    "Give finite numbers of at most 0 where the policy chose, and 0 elsewhere.",
  );
}

function expectStop({ tokens, stop }: Rollout, name: string): void {
  const ends = tokens.at(-1) === letterTokenizer.endToken;
  const wrong = `In ${name} \`stop\` is "${stop}", and the last token ${ends ? "is" : "is not"} the end token`;
  demand(ends === (stop === "end"), wrong, 'Say "end" where the end token was chosen, and keep the token.');
}

function expectText({ draw, tokens, text }: Rollout, name: string): void {
  const completion = tokens.slice(letterTokenizer.encodePrompt(draw.problem.prompt).length);
  const decoded = letterTokenizer.decode(completion);
  demand(
    text === decoded,
    `In ${name} \`text\` is ${JSON.stringify(text)}, the tokens after the prompt read ${JSON.stringify(decoded)}`,
    "Give what `tokenizer.decode` makes of the completion.",
  );
}

async function carriesVersion(subject: Subject<Sampler>): Promise<void> {
  await withSampler(subject, 1, async ({ sampler, policy }) => {
    for (let step = 0; step < 2; step++) {
      for (const { version } of generated(await groupsOf(sampler, new WatchedDraws(), 2))) {
        const wrong = `A rollout carries the version ${version}, the policy generated it with ${policy.version}`;
        demand(version === policy.version, wrong, "Take the version from the completion: core refuses rollouts of old weights.");
      }
      await policy.publish();
    }
  });
}

function generated(groups: readonly Group[]): readonly Rollout[] {
  return groups.flatMap(({ rollouts }) => rollouts).filter(({ source }) => source === "policy");
}

async function forEachRollout(subject: Subject<Sampler>, expect: (rollout: Rollout, name: string) => void): Promise<void> {
  for (const { draw, rollouts } of await sampledGroups(subject)) {
    for (const rollout of rollouts) expect(rollout, `rollout ${rollout.sample} of ${draw.problem.id}`);
  }
}
