import type { GenerationRequest, Policy } from "../../contracts/policy.js";
import { demand } from "../demand.js";
import type { Laws } from "../laws.js";
import { completionBatch, generated, requestOf } from "./generated.js";
import { nextDistributions } from "./next-distributions.js";
import { tokenizerOf, withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { TOLERANCE } from "./token-rows.js";

/** From which distribution tokens are drawn. */
export const samplingLaws: Laws<PolicySubject> = {
  "draws tokens as often as their probability says": drawsByProbability,
  "takes the likeliest token at temperature 0, with its log-probability at temperature 1": isGreedy,
  "keeps the likeliest tokens with top-k and top-p, and reports both distributions": truncates,
};

const DRAWS = 500;
const TEMPERATURE = 0.6;

/** Within five standard errors, for a fixed seed. */
async function drawsByProbability(subject: PolicySubject): Promise<void> {
  const request = requestOf(subject, 2, { samples: DRAWS, maxTokens: 1, temperature: TEMPERATURE });
  await withPolicy(subject, async (policy) => {
    const completions = await generated(policy, [request]);
    const [distribution] = await nextDistributions(policy, tokenizerOf(subject), { prompt: request.prompt, completion: [0] }, TEMPERATURE);
    for (const [token, logprob] of distribution.entries()) {
      const p = Math.exp(logprob);
      const share = completions.filter(({ tokens }) => tokens[0] === token).length / DRAWS;
      const wrong = `Of ${DRAWS} first tokens at temperature ${TEMPERATURE} a share of ${share} is ${token}, whose probability is ${p.toFixed(4)}`;
      demand(Math.abs(share - p) <= 5 * Math.sqrt((p * (1 - p)) / DRAWS) + 1 / DRAWS, wrong, "Draw from softmax(logits / temperature).");
    }
  });
}

async function isGreedy(subject: PolicySubject): Promise<void> {
  await forEachToken(subject, { temperature: 0 }, ({ token, logprob, scored, distribution }) => {
    const best = Math.max(...distribution);
    const wrong = `At temperature 0 the policy took the token ${token} with log-probability ${distribution[token]}, the likeliest has ${best}`;
    demand(distribution[token] >= best - TOLERANCE, wrong, "Take the likeliest token.");
    const reported = `At temperature 0 the log-probability ${logprob} is reported, scored at temperature 1 it is ${scored}`;
    demand(Math.abs(logprob - scored) <= TOLERANCE, reported, "Report log-probabilities at temperature 1 for greedy completions.");
  });
}

/** The settings of a case, and what they keep of a distribution in order of likelihood: so many tokens, or so much probability. */
const CUTS: readonly Partial<GenerationRequest>[] = [{}, { topK: 1 }, { topK: 2 }, { topP: 0.5 }, { topP: 0.8 }];

async function truncates(subject: PolicySubject): Promise<void> {
  for (const cut of CUTS) {
    await forEachToken(subject, cut, ({ token, sampledLogprob, distribution }) => {
      const kept = keptTokens(distribution, cut);
      if (kept === undefined) return;
      const name = JSON.stringify(cut);
      const wrong = `With ${name} the policy drew the token ${token}, only ${kept.join(", ")} are likely enough`;
      demand(kept.includes(token), wrong, "Keep the `topK` likeliest tokens, and the likeliest until their probabilities reach `topP`.");
      const expected = distribution[token] - Math.log(kept.reduce((sum, one) => sum + Math.exp(distribution[one]), 0));
      const reported = `With ${name} \`sampledLogprobs\` is ${sampledLogprob}, expected ${expected}`;
      demand(
        Math.abs(sampledLogprob - expected) <= TOLERANCE,
        reported,
        "Report log-probabilities of the distribution that was drawn from, renormalised after the cut.",
      );
    });
  }
}

/** The tokens that a cut keeps, the likeliest first; undefined where rounding decides. */
function keptTokens(distribution: readonly number[], { topK = 0, topP = 1 }: Partial<GenerationRequest>): readonly number[] | undefined {
  const order = Array.from(distribution.keys()).sort((a, b) => distribution[b] - distribution[a]);
  let reached = 0;
  const sums = order.map((token) => (reached += Math.exp(distribution[token])));
  if (topP < 1 && sums.some((sum) => Math.abs(sum - topP) < TOLERANCE)) return undefined;
  const count = topP < 1 ? 1 + sums.findIndex((sum) => sum >= topP) : topK > 0 ? topK : order.length;
  const isClose = count < order.length && distribution[order[count - 1]] - distribution[order[count]] < TOLERANCE;
  return isClose ? undefined : order.slice(0, count);
}

interface DrawnToken {
  readonly token: number;
  readonly logprob: number;
  readonly sampledLogprob: number;
  /** The log-probability that scoring the whole completion at temperature 1 gives the token. */
  readonly scored: number;
  /** Log-probabilities of all tokens in its place at temperature 1, [V]. */
  readonly distribution: readonly number[];
}

async function forEachToken(subject: PolicySubject, changes: Partial<GenerationRequest>, look: (drawn: DrawnToken) => void): Promise<void> {
  const request = requestOf(subject, 3, { samples: 2, maxTokens: 5, ...changes });
  await withPolicy(subject, async (policy: Policy) => {
    for (const completion of await generated(policy, [request])) {
      const { tokens, logprobs, sampledLogprobs } = completion;
      const distributions = await nextDistributions(policy, tokenizerOf(subject), { prompt: request.prompt, completion: tokens }, 1);
      const { logprobs: scores = new Float32Array() } = await policy.score(completionBatch([request], [completion], 1), ["logprobs"]);
      tokens.forEach((token, place) => {
        const numbers = { logprob: logprobs[place], sampledLogprob: sampledLogprobs[place], scored: scores[request.prompt.length + place] };
        look({ token, ...numbers, distribution: distributions[place] });
      });
    }
  });
}
