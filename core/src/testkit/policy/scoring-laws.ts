import type { Batch, OutputName, Outputs } from "../../contracts/batch.js";
import type { Policy } from "../../contracts/policy.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import { differingNumber } from "../differing-number.js";
import type { Laws } from "../laws.js";
import { nextDistributions } from "./next-distributions.js";
import { tokenizerOf, withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { randomRows, tokenRows, TOLERANCE, type TokenRow } from "./token-rows.js";
import { outputsOf } from "./trained.js";

export const scoringLaws: Laws<PolicySubject> = {
  "scores probabilities that sum to 1": sumsToOne,
  "scores 0 where the policy chose nothing": masks,
  "scores a row alike in any company, order and padding": isIndependent,
  "scores a token without looking at later ones": isCausal,
  "scores the same batch the same twice, and leaves it as it is": repeats,
};

/** Of a policy that gives entropies. */
export const entropyLaws: Laws<PolicySubject> = {
  "gives the entropy of the distribution that it scores": givesEntropy,
};

async function sumsToOne(subject: PolicySubject): Promise<void> {
  for (const temperature of [1, 0.7]) {
    await forEachDistribution(subject, temperature, (distribution) => {
      const total = distribution.reduce((sum, logprob) => sum + Math.exp(logprob), 0);
      const wrong = `The scored probabilities of all tokens sum to ${total} at temperature ${temperature}`;
      demand(Math.abs(total - 1) <= TOLERANCE, wrong, "Score log softmax(logits / temperature), over the whole vocabulary.");
    });
  }
}

async function givesEntropy(subject: PolicySubject): Promise<void> {
  const temperature = 0.7;
  await forEachDistribution(subject, temperature, async (distribution, row, policy) => {
    const total = distribution.reduce((sum, logprob) => sum + Math.exp(logprob), 0);
    const expected = -distribution.reduce((sum, logprob) => (logprob === -Infinity ? sum : sum + (Math.exp(logprob) / total) * (logprob - Math.log(total))), 0);
    const { entropy = new Float32Array() } = await policy.score(tokenRows([row], { temperature }), ["entropy"]);
    const found = entropy[row.prompt.length];
    const wrong = `The entropy is ${found} nats at temperature ${temperature}, that of the scored distribution is ${expected}`;
    demand(Math.abs(found - expected) <= 10 * TOLERANCE, wrong, "Give -Σ p log p over the vocabulary, in nats, at the batch's temperature.");
  });
}

/** Distributions of the first tokens of rows of chance; `row` is the prompt with one token. */
async function forEachDistribution(
  subject: PolicySubject,
  temperature: number,
  look: (distribution: readonly number[], row: TokenRow, policy: Policy) => unknown,
): Promise<void> {
  await withPolicy(subject, async (policy) => {
    for (const { prompt, completion } of randomRows(tokenizerOf(subject))) {
      const row = { prompt, completion: [completion[0]] };
      const [distribution] = await nextDistributions(policy, tokenizerOf(subject), row, temperature);
      await look(distribution, row, policy);
    }
  });
}

async function masks(subject: PolicySubject): Promise<void> {
  const want = outputsOf(subject);
  await withPolicy(subject, async (policy) => {
    const batch = tokenRows(randomRows(tokenizerOf(subject)), { padding: 1 });
    const outputs = await policy.score(batch, want);
    for (const name of want) {
      const column = columnOf(outputs, name, batch);
      const wrong = column.findIndex((value, place) => batch.action[place] === 0 && value !== 0);
      const where = `row ${Math.floor(wrong / batch.length)}, column ${wrong % batch.length}`;
      demand(wrong < 0, `The output ${name} is ${column[wrong]} at ${where}, where \`action\` is 0`, "Give 0 there: prompts, holes and padding.");
    }
  });
}

async function isIndependent(subject: PolicySubject): Promise<void> {
  const rows = randomRows(tokenizerOf(subject));
  const want = outputsOf(subject);
  await withPolicy(subject, async (policy) => {
    const scored = async (batch: Batch): Promise<readonly (readonly number[])[]> => scoresOfRows(await policy.score(batch, want), want, batch);
    const expected = await scored(tokenRows(rows));
    const expectSame = (found: readonly (readonly number[])[], of: readonly (readonly number[])[], how: string): void => {
      const wrong = of.map((numbers, row) => differingNumber("a score", found[row], numbers, TOLERANCE)).find((difference) => difference !== undefined);
      demand(wrong === undefined, `A row is scored otherwise ${how}: ${wrong}`, "Let rows not see one another, nor padding, nor their place.");
    };
    expectSame(await scored(tokenRows(rows, { padding: 3 })), expected, "with more padding");
    expectSame([...(await scored(tokenRows([...rows].reverse())))].reverse(), expected, "in another order");
    for (const [place, row] of rows.entries()) expectSame(await scored(tokenRows([row])), [expected[place]], "alone");
  });
}

async function isCausal(subject: PolicySubject): Promise<void> {
  const [{ prompt, completion }] = randomRows(tokenizerOf(subject));
  const want = outputsOf(subject);
  await withPolicy(subject, async (policy) => {
    const scored = async (tokens: readonly number[]): Promise<readonly number[]> => {
      const batch = tokenRows([{ prompt, completion: tokens }]);
      return scoresOfRows(await policy.score(batch, want.slice(0, 1)), want.slice(0, 1), batch)[0];
    };
    const whole = Array.from(completion);
    const before = await scored(whole);
    for (let place = 1; place < whole.length; place++) {
      const changed = [...whole.slice(0, place), ...whole.slice(place).map(() => whole[0])];
      const cut = prompt.length + place;
      const wrong = differingNumber("its log-probability", (await scored(changed)).slice(0, cut), before.slice(0, cut), TOLERANCE);
      demand(wrong === undefined, `A token is scored otherwise where later ones differ: ${wrong}`, "Compute column t from the tokens before t alone.");
    }
  });
}

async function repeats(subject: PolicySubject): Promise<void> {
  const want = outputsOf(subject);
  await withPolicy(subject, async (policy) => {
    const [batch, untouched] = [1, 2].map(() => tokenRows(randomRows(tokenizerOf(subject)), { padding: 2 }));
    const [first, again] = [await policy.score(batch, want), await policy.score(batch, want)];
    const changed = difference(again, first, "outputs") ?? difference(batch, untouched, "batch");
    demand(changed === undefined, `Scoring a batch a second time changed something: ${changed}`, "Let scoring read the batch and keep nothing.");
  });
}

/** The wanted numbers of each row, without those of padding. */
function scoresOfRows(outputs: Outputs, want: readonly OutputName[], batch: Batch): readonly (readonly number[])[] {
  return Array.from(batch.lengths, (length, row) =>
    want.flatMap((name) => Array.from(columnOf(outputs, name, batch).subarray(row * batch.length, row * batch.length + length))),
  );
}

function columnOf(outputs: Outputs, name: OutputName, batch: Batch): Float32Array {
  const column = outputs[name];
  const count = batch.rows * batch.length;
  demand(column?.length === count, `Asked for ${name} of ${count} tokens, the policy gave ${column?.length ?? 0} numbers`, "Give every wanted output, [B,T].");
  return column;
}
