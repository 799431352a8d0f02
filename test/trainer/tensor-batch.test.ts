import { tensorBatch, type Batch, type ColumnName } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryBatch, TOKEN_COLUMNS } from "./arbitrary-batch.js";

const ALL: readonly ColumnName[] = ["rewards", ...TOKEN_COLUMNS];

async function read(tensor: tf.Tensor): Promise<number[]> {
  return [...(await tensor.data())];
}

/** Every tensor of a tensor batch, by name, as numbers; disposes them. */
async function numbers(tensors: ReturnType<typeof tensorBatch>): Promise<Map<string, { shape: number[]; values: number[] }>> {
  const entries = Object.entries(tensors).filter((entry): entry is [string, tf.Tensor] => entry[1] instanceof tf.Tensor);
  const found = await Promise.all(entries.map(async ([name, tensor]) => [name, { shape: tensor.shape, values: await read(tensor) }] as const));
  tf.dispose(entries.map(([, tensor]) => tensor));
  return new Map(found);
}

describe("tensorBatch", () => {
  it("gives the columns asked for, with 0 where the policy did not act", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBatch(), fc.subarray([...ALL]), async (batch, needs) => {
        const tensors = tensorBatch(batch, needs);
        expect(tensors).to.include({ rows: batch.rows, length: batch.length });
        const found = await numbers(tensors);
        expect([...found.keys()].sort()).to.deep.equal(["action", "tokenCounts", ...needs].sort());
        for (const name of needs.filter((column) => column !== "rewards")) {
          const expected = Array.from(batch[name] ?? [], (value, place) => (batch.action[place] === 1 ? value : 0));
          expect(found.get(name)).to.deep.equal({ shape: [batch.rows, batch.length], values: expected });
        }
        if (needs.includes("rewards")) expect(found.get("rewards")).to.deep.equal({ shape: [batch.rows], values: [...(batch.rewards ?? [])] });
      }),
    );
  });

  it("counts the action tokens of every row", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryBatch(), async (batch) => {
        const found = await numbers(tensorBatch(batch, []));
        const counts = Array.from(
          { length: batch.rows },
          (_, row) => batch.action.slice(row * batch.length, (row + 1) * batch.length).filter((value) => value === 1).length,
        );
        expect(found.get("tokenCounts")).to.deep.equal({ shape: [batch.rows, 1], values: counts });
        expect(found.get("action")?.values).to.deep.equal([...batch.action]);
      }),
    );
  });

  it("does not let a number in the padding through, were it not finite", async () => {
    const batch = { rows: 1, length: 3, action: Uint8Array.of(0, 1, 0), advantages: Float32Array.of(NaN, 2, Infinity) } as Batch;
    const found = await numbers(tensorBatch(batch, ["advantages"]));
    expect(found.get("advantages")?.values).to.deep.equal([0, 2, 0]);
  });

  it("takes accepted columns where they are, and names a needed one that is missing or has the wrong length", async () => {
    const batch = { rows: 2, length: 1, action: Uint8Array.of(1, 1), values: Float32Array.of(1, 2) } as Batch;
    const found = await numbers(tensorBatch(batch, [], ["values", "returns"]));
    expect([...found.keys()].sort()).to.deep.equal(["action", "tokenCounts", "values"]);
    const refused = (wrong: Batch, need: ColumnName): void => {
      tf.tidy(() => {
        expect(() => tensorBatch(wrong, [need])).to.throw(RangeError, need);
      });
    };
    refused(batch, "returns");
    refused({ ...batch, values: Float32Array.of(1) }, "values");
    refused({ ...batch, rewards: Float32Array.of(1, 2, 3) }, "rewards");
  });
});
