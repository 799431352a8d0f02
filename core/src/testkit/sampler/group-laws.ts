import type { Group } from "../../contracts/rollout.js";
import type { Sampler } from "../../contracts/sampler.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import { gathered } from "../gathered.js";
import type { Laws } from "../laws.js";
import type { Subject } from "../with-component.js";
import { groupsOf, sampledGroups, withSampler, type Sampling } from "./sampled.js";
import { WatchedDraws } from "./watched-draws.js";

export const groupLaws: Laws<Subject<Sampler>> = {
  "yields as many groups as it is asked for, each of a draw of its own": yieldsGroups,
  "uses the draws that it takes": usesDraws,
  "leaves the draws open for the next step": leavesDrawsOpen,
  "ends when the draws end": endsWithDraws,
  "ends without an error when it is aborted": heedsAbort,
  "gives the same rollouts again under the same seed": repeats,
  "gives a draw's rollouts by the seed and the draw alone": isKeyedByDraw,
  "gives other rollouts of the policy under another seed": hangsOnSeed,
  "gives a verdict a rollout where it judges": judgesAll,
};

async function yieldsGroups(subject: Subject<Sampler>): Promise<void> {
  for (const asked of [1, 3]) {
    const groups = (await sampledGroups(subject, { groups: asked })).filter((group) => !group.dropped);
    const draws = new Set(groups.map(({ draw }) => draw.index));
    const wrong = `Asked for ${asked} groups, the sampler yielded ${groups.length}, of ${draws.size} draws`;
    demand(groups.length === asked && draws.size === asked, wrong, "Yield a group for each of as many draws.");
    const empty = groups.find(({ rollouts }) => rollouts.length === 0);
    demand(empty === undefined, `The group of ${empty?.draw.problem.id} has no rollouts`, "Leave such groups out, and draw others.");
  }
}

async function usesDraws(subject: Subject<Sampler>): Promise<void> {
  await withSampler(subject, 1, async (sampling) => {
    const draws = new WatchedDraws();
    for (const asked of [2, 3]) {
      const before = draws.taken.length;
      const groups = await groupsOf(sampling.sampler, draws, asked);
      expectUsed(sampling, groups, draws, before);
    }
  });
}

/** Every draw of this call has a group, or the policy was asked about its prompt; and no group is of another draw. */
function expectUsed({ policy, tokenizer }: Sampling, groups: readonly Group[], draws: WatchedDraws, before: number): void {
  const taken = draws.taken.slice(before);
  const foreign = groups.find(({ draw }) => !taken.includes(draw));
  demand(
    foreign === undefined,
    `A group is of the draw ${foreign?.draw.index}, which the sampler did not take in this call (it took ${taken.map(({ index }) => index).join(", ")})`,
    "Hand on the draw that was given, and keep none for later: a run that is resumed would lose it.",
  );
  const isUsed = (prompt: Int32Array): boolean => policy.requests.some((request) => difference(request.prompt, prompt) === undefined);
  const unused = taken.find((draw) => !groups.some((group) => group.draw === draw) && !isUsed(tokenizer.encodePrompt(draw.problem.prompt)));
  demand(
    unused === undefined,
    `The sampler took the draw ${unused?.index} and did nothing with it`,
    "Take as many draws as are needed: a problem that is taken counts as used.",
  );
}

async function leavesDrawsOpen(subject: Subject<Sampler>): Promise<void> {
  const draws = new WatchedDraws();
  await sampledGroups(subject, { groups: 2, draws });
  demand(
    !draws.closed,
    "The sampler closed the stream of draws",
    "Call `next` yourself: leaving a `for await` loop closes the stream, on which the run goes on.",
  );
}

async function endsWithDraws(subject: Subject<Sampler>): Promise<void> {
  for (const count of [0, 2]) {
    const groups = await sampledGroups(subject, { groups: 5, draws: new WatchedDraws(0, count) });
    demand(groups.length <= count, `The sampler yielded ${groups.length} groups of ${count} draws`, "End when the draws end.");
  }
}

async function heedsAbort(subject: Subject<Sampler>): Promise<void> {
  await withSampler(subject, 1, async ({ sampler }) => {
    const groups = await gathered(sampler.sample(new WatchedDraws(), 4, AbortSignal.abort()));
    demand(
      groups.length === 0,
      `The sampler was aborted before it began and yielded ${groups.length} groups`,
      "Pass `signal` on, and look at it before a group is yielded.",
    );
  });
  await withSampler(subject, 1, async ({ sampler, policy }) => {
    const controller = new AbortController();
    const draws = new WatchedDraws();
    let used: string | undefined;
    for await (const _ of sampler.sample(draws, 6, controller.signal)) {
      controller.abort();
      used ??= usage(draws, policy.requests);
    }
    const later = usage(draws, policy.requests);
    demand(used === later, `The sampler went on after it was aborted: it had ${used} then and ${later} at the end`, "End when `signal` aborts.");
  });
}

function usage(draws: WatchedDraws, requests: readonly unknown[]): string {
  return `taken ${draws.taken.length} draws and asked the policy ${requests.length} times`;
}

async function repeats(subject: Subject<Sampler>): Promise<void> {
  const changed = difference(await sampledGroups(subject), await sampledGroups(subject), "groups");
  demand(changed === undefined, `A second sampler with the same seed gave other groups: ${changed}`, "Take all randomness from the injected RandomStream.");
}

async function isKeyedByDraw(subject: Subject<Sampler>): Promise<void> {
  await withSampler(subject, 1, async ({ sampler }) => {
    const together = await groupsOf(sampler, new WatchedDraws(0, 5), 5);
    for (const group of together) {
      const alone = (await groupsOf(sampler, new WatchedDraws(group.draw.index, 1), 1)).at(0);
      const changed = difference(alone, group, "group");
      const wrong = `The rollouts of the draw ${group.draw.index} are others when it is sampled alone: ${changed}`;
      demand(changed === undefined, wrong, 'Give each request the stream `random.at("draw", draw.index)`, and keep no state.');
    }
  });
}

async function hangsOnSeed(subject: Subject<Sampler>): Promise<void> {
  const [first, other] = [await sampledGroups(subject), await sampledGroups(subject, { seed: 2 })];
  if (!first.some(isOfPolicy)) return;
  demand(
    difference(tokensOf(other), tokensOf(first)) !== undefined,
    "Two seeds gave the same completions",
    "Take the requests' streams from the injected RandomStream.",
  );
}

function isOfPolicy({ rollouts }: Group): boolean {
  return rollouts.some(({ source }) => source === "policy");
}

function tokensOf(groups: readonly Group[]): readonly Int32Array[] {
  return groups.flatMap(({ rollouts }) => rollouts.map(({ tokens }) => tokens));
}

async function judgesAll(subject: Subject<Sampler>): Promise<void> {
  for (const { draw, rollouts, verdicts } of await sampledGroups(subject)) {
    const wrong = `The group of ${draw.problem.id} has ${verdicts?.length} verdicts for ${rollouts.length} rollouts`;
    demand(
      verdicts === undefined || verdicts.length === rollouts.length,
      wrong,
      "Give one verdict a rollout, in order, or none at all: the trainer judges then.",
    );
  }
}
