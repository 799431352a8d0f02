import { randomStream, type Dataset, type Draw } from "@lode/core";
import { MixtureDataset } from "@lode/files";
import { expect } from "chai";
import { take } from "../arithmetic/take.js";

/** Problems named by a letter and their place; endless, or `count` of them. */
function lettered(letter: string, count = Infinity): Dataset {
  return {
    async *draws(from): AsyncGenerator<Draw> {
      for (let index = from; index < count; index++) yield { problem: { id: `${letter}${index}`, prompt: letter, answer: "" }, index };
    },
    report: () => [`all of ${letter}`],
  };
}

function mixture(parts: readonly { readonly dataset: Dataset; readonly weight: number }[], seed = 1): MixtureDataset {
  return new MixtureDataset({ parts: [...parts] }, randomStream(seed));
}

const ids = (draws: readonly Draw[]): readonly string[] => draws.map(({ problem }) => problem.id);

describe("a mixture", () => {
  const parts = [
    { dataset: lettered("a"), weight: 3 },
    { dataset: lettered("b"), weight: 1 },
  ];

  it("draws from its parts by weight, from each in its order", async () => {
    const drawn = ids(await take(4000, mixture(parts).draws(0)));
    const of = (part: number): readonly string[] => drawn.filter((id) => id.startsWith(`${part}/`));
    // Within four standard deviations of a binomial count.
    expect(of(2).length).to.be.within(1000 - 4 * 27.4, 1000 + 4 * 27.4);
    expect(of(1)).to.deep.equal(of(1).map((_, place) => `1/a${place}`));
    expect(of(2)).to.deep.equal(of(2).map((_, place) => `2/b${place}`));
  });

  it("goes on anywhere exactly as it would have", async () => {
    const whole = await take(60, mixture(parts).draws(0));
    for (const from of [1, 17, 59]) expect(await take(60 - from, mixture(parts).draws(from))).to.deep.equal(whole.slice(from));
    expect(whole.map(({ index }) => index)).to.deep.equal(whole.map((_, place) => place));
    expect(ids(await take(60, mixture(parts, 2).draws(0)))).to.not.deep.equal(ids(whole));
  });

  it("gives all problems of all parts once, in an order that no seed changes", async () => {
    const finite = [
      { dataset: lettered("a", 5), weight: 1 },
      { dataset: lettered("b", 3), weight: 2 },
    ];
    const once = ids(await take(99, mixture(finite).draws(0, "once")));
    expect([...once].sort()).to.deep.equal(["1/a0", "1/a1", "1/a2", "1/a3", "1/a4", "2/b0", "2/b1", "2/b2"]);
    expect(ids(await take(99, mixture(finite, 2).draws(0, "once")))).to.deep.equal(once);
    expect(ids(await take(99, mixture(finite).draws(3, "once")))).to.deep.equal(once.slice(3));
  });

  it("ends with the first part that ends", async () => {
    const drawn = ids(await take(99, mixture([parts[0], { dataset: lettered("b", 2), weight: 1 }]).draws(0)));
    expect(drawn.filter((id) => id.startsWith("2/"))).to.have.length(2);
  });

  it("reports what its parts report", () => {
    expect(mixture(parts).report()).to.deep.equal(["part 1, weight 3: all of a", "part 2, weight 1: all of b"]);
  });
});
