import type { Batch } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { arbitraryBatch, TOKEN_COLUMNS } from "./arbitrary-batch.js";
import { core } from "./core.js";

const { selectRows } = core("trainer/select-rows");

const withRows = arbitraryBatch().chain((batch) => fc.tuple(fc.constant(batch), fc.array(fc.nat({ max: batch.rows - 1 }), { maxLength: 5 })));

function row(values: ArrayLike<number>, batch: Batch, place: number, length: number): readonly number[] {
  return Array.from(values).slice(place * batch.length, place * batch.length + length);
}

describe("selectRows", () => {
  it("takes the rows with all their columns, in the order asked for, padded to the longest of them", () => {
    fc.assert(
      fc.property(withRows, ([batch, rows]) => {
        const chosen = selectRows(batch, rows);
        const longest = rows.reduce((most, place) => Math.max(most, batch.lengths[place]), 0);
        expect(chosen).to.include({ rows: rows.length, length: longest, temperature: 0.5 });
        for (const name of ["tokens", "action", ...TOKEN_COLUMNS] as const) {
          expect(chosen[name]).to.have.length(rows.length * longest);
          rows.forEach((from, to) => expect(row(chosen[name] ?? [], chosen, to, longest)).to.deep.equal(row(batch[name] ?? [], batch, from, longest)));
        }
        for (const name of ["lengths", "groups", "rewards"] as const) expect([...(chosen[name] ?? [])]).to.deep.equal(rows.map((from) => batch[name]?.[from]));
        expect(chosen.rollouts.map(({ text }) => text)).to.deep.equal(rows.map((from) => `row ${from}`));
        expect(chosen.verdicts.map(({ reason }) => reason)).to.deep.equal(rows.map((from) => `row ${from}`));
        expect(chosen.actionTokens).to.equal(chosen.action.filter((action) => action === 1).length);
      }),
    );
  });

  it("keeps what a batch lacks lacking, and leaves the batch as it was", () => {
    fc.assert(
      fc.property(arbitraryBatch(), (batch) => {
        const { rewards: _, values: __, ...bare } = { ...batch, rollouts: [], verdicts: [] };
        const before = structuredClone(bare);
        const chosen = selectRows(bare, [0]);
        expect(chosen).to.not.have.any.keys("rewards", "values");
        expect(chosen.rollouts).to.deep.equal([]);
        chosen.tokens.fill(99);
        chosen.advantages?.fill(99);
        expect(bare).to.deep.equal(before);
      }),
    );
  });
});
