import { learningRate } from "@lode/core";
import { expect } from "chai";

const rates = (options: Parameters<typeof learningRate>[0], of: number): number[] =>
  Array.from({ length: of }, (_, place) => learningRate(options, { step: place + 1, of }));

function expectClose(values: readonly number[], expected: readonly number[]): void {
  expect(values.length).to.equal(expected.length);
  values.forEach((value, place) => expect(value, `step ${place + 1}`).to.be.closeTo(expected[place], 1e-9));
}

describe("learningRate", () => {
  it("rises linearly and then stays", () => {
    expectClose(rates({ learningRate: 2, schedule: "constant", warmupSteps: 4 }, 6), [0.5, 1, 1.5, 2, 2, 2]);
    expectClose(rates({ learningRate: 2, schedule: "constant", warmupSteps: 0 }, 2), [2, 2]);
  });

  it("falls by half a cosine to its final fraction at the last step", () => {
    expectClose(rates({ learningRate: 1, schedule: "cosine", finalFraction: 0.2, warmupSteps: 0 }, 5), [
      1,
      0.2 + 0.8 * (0.5 + Math.SQRT1_2 / 2),
      0.6,
      0.2 + 0.8 * (0.5 - Math.SQRT1_2 / 2),
      0.2,
    ]);
    expectClose(rates({ learningRate: 1, schedule: "cosine", finalFraction: 0, warmupSteps: 2 }, 4), [0.5, 1, 0.5, 0]);
  });

  it("is whole where there is no room to fall, and only rises where the warm-up is longer than the run", () => {
    expectClose(rates({ learningRate: 1, schedule: "cosine", finalFraction: 0.1, warmupSteps: 0 }, 1), [1]);
    expectClose(rates({ learningRate: 1, schedule: "cosine", finalFraction: 0.1, warmupSteps: 2 }, 2), [0.5, 1]);
    expectClose(rates({ learningRate: 1, schedule: "cosine", finalFraction: 0.1, warmupSteps: 10 }, 2), [0.1, 0.2]);
  });

  it("refuses steps outside the run", () => {
    for (const step of [0, 4, NaN])
      expect(() => learningRate({ learningRate: 1, schedule: "constant", warmupSteps: 0 }, { step, of: 3 })).to.throw(RangeError, "outside 1 to 3");
  });
});
