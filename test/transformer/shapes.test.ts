import { accumulateBatch, randomStream, type Batch, type Completion, type GenerationRequest } from "@lode/core";
import { expect } from "chai";
import { crossEntropy, distance, generated, optimizedBy, randomBatch, request, transformerPolicy } from "./transformer-fixture.js";
import { PLAIN_DESCENT, gradientsOf } from "./weights-of.js";
import { whileRecording, type Call } from "./while-recording.js";

const BATCH = randomBatch([11, 7, 4, 11, 7]);

/** Rows with these prompts, followed by six action tokens each. */
function batchOf(prompts: readonly (readonly number[])[]): Batch {
  const rows = prompts.map((prompt, row) => [...prompt, ...[2, 3, 4, 5, 6, 7].map((token) => 2 + ((token + row) % 7))]);
  const length = Math.max(...rows.map((row) => row.length));
  const batch = randomBatch(rows.map((row) => row.length));
  const tokens = rows.flatMap((row) => [...row, ...new Array<number>(length - row.length).fill(0)]);
  const action = rows.flatMap((row, index) => Array.from({ length }, (_, column) => Number(column >= prompts[index].length && column < row.length)));
  return { ...batch, tokens: Int32Array.from(tokens), action: Uint8Array.from(action) };
}

const distinct = (calls: readonly Call[]): number => new Set(calls.map((call) => call.join())).size;

function requests(lengths: readonly number[], changes: Partial<GenerationRequest> = {}): readonly GenerationRequest[] {
  return lengths.map((length, index) =>
    request({ prompt: Int32Array.from({ length }, (_, place) => 2 + ((place + index) % 7)), samples: 5, random: randomStream(8).at(index), ...changes }),
  );
}

describe("shapes of the transformer's compiled functions", () => {
  it("are padded without changing a number of scores and gradients", async () => {
    const scores = async (): Promise<number[]> => {
      const policy = transformerPolicy();
      const { logprobs = [], entropy = [] } = await policy.score(BATCH, ["logprobs", "entropy"]);
      policy.dispose();
      return [...logprobs, ...entropy];
    };
    const gradients = async (): Promise<number[]> => {
      const policy = transformerPolicy(PLAIN_DESCENT);
      const found = await gradientsOf(policy, [[BATCH, crossEntropy(BATCH.actionTokens)]]);
      policy.dispose();
      return Object.values(found).flatMap((gradient) => [...gradient]);
    };
    const [plain, plainGradients] = [await scores(), await gradients()];
    await whileRecording(async () => {
      expect(distance(await scores(), plain)).to.be.below(1e-5);
      expect(distance(await gradients(), plainGradients)).to.be.below(1e-5);
    });
  });

  it("are padded without changing what is generated", async () => {
    const complete = async (): Promise<readonly Completion[]> => {
      const policy = transformerPolicy({}, 3);
      const completions = await generated(policy, requests([3, 9, 1, 4]));
      policy.dispose();
      return completions;
    };
    const plain = await complete();
    await whileRecording(async () => {
      const completions = await complete();
      completions.forEach(({ tokens, logprobs }, index) => {
        expect([...tokens]).to.deep.equal([...plain[index].tokens]);
        expect(distance(logprobs, plain[index].logprobs)).to.be.below(1e-5);
      });
    });
  });

  it("hold a prompt that rows share once, and only what comes before an action token", async () => {
    const prompt = [2, 3, 4, 5, 6, 7, 8, 2, 3];
    const tokensOf = async (batch: Batch): Promise<string> => {
      const functions = await whileRecording(async () => {
        const policy = transformerPolicy();
        await policy.score(batch, ["logprobs"]);
        policy.dispose();
      });
      return functions.flat()[0][1];
    };
    expect(await tokensOf(batchOf([prompt, prompt, prompt, prompt]))).to.equal(String(8 + 4 * 8));
    expect(await tokensOf(batchOf([prompt, [...prompt.slice(0, 7), 3, 3], prompt, prompt]))).to.equal(String(4 * 8 + 4 * 8));
    expect(await tokensOf(batchOf([prompt, [3, 3], [4, 4], [5]]))).to.equal(String(4 * 8 + 4 * 8));
  });

  it("are the same for batches of similar lengths", async () => {
    const functions = await whileRecording(async () => {
      const policy = transformerPolicy();
      for (const lengths of [
        [9, 12, 14, 11],
        [13, 9, 9, 10],
        [12, 12, 13, 14],
      ]) {
        await accumulateBatch(policy, randomBatch(lengths), crossEntropy(10));
        await policy.step({ step: 1, of: 3 });
      }
      policy.dispose();
    });
    const called = functions.filter((calls) => calls.length > 0);
    expect(called).to.have.length(2);
    expect(called.map(distinct)).to.deep.equal([1, 1]);
  });

  it("of generation do not depend on how many tokens there are already, and rows come in few numbers", async () => {
    const functions = await whileRecording(async () => {
      const policy = transformerPolicy(optimizedBy({}), 3);
      await generated(policy, requests([5, 5, 5], { maxTokens: 30 }));
      await generated(policy, requests([5, 3, 7], { maxTokens: 30 }));
      policy.dispose();
    });
    const [prefill, ...steps] = functions.filter((calls) => calls.length > 0);
    expect(distinct(prefill)).to.equal(1);
    expect(steps).to.have.length(2);
    for (const calls of steps) {
      expect(calls.length).to.be.above(20);
      expect(new Set(calls.map(([rows]) => rows)).size).to.equal(distinct(calls));
      expect(["16", "12", "8", "6", "4", "3", "2", "1"]).to.include.members(calls.map(([rows]) => rows));
    }
  });
});
