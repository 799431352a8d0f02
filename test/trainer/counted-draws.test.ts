import { expect } from "chai";
import { core } from "./core.js";
import { numbers } from "./toy-run.js";

const { CountedDraws } = core("trainer/counted-draws");

describe("CountedDraws", () => {
  it("goes on from a place, and knows where it stands", async () => {
    const draws = new CountedDraws(numbers, 5);
    expect([await draws.next(), await draws.next()].map(({ value }: IteratorResult<{ index: number }, { index: number }>) => value.index)).to.deep.equal([
      5, 6,
    ]);
    expect(draws.position).to.equal(7);
  });

  it("does not count beyond the end", async () => {
    const draws = new CountedDraws({ draws: (from) => numbers.draws(from, "once") }, 7);
    expect([(await draws.next()).done, (await draws.next()).done, (await draws.next()).done]).to.deep.equal([false, true, true]);
    expect(draws.position).to.equal(8);
  });
});
