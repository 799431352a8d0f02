import { expect } from "chai";
import { figureOf, growthExponent, mapFigure } from "./statistics.js";

describe("bench: statistics", () => {
  it("takes minimum and median, of an odd and of an even number of seconds", () => {
    expect(figureOf([3, 1, 10])).to.deep.equal({ best: 1, median: 3 });
    expect(figureOf([3, 1, 10, 2])).to.deep.equal({ best: 1, median: 2.5 });
    expect(() => figureOf([])).to.throw(RangeError);
  });

  it("changes both numbers of a figure", () => {
    expect(mapFigure({ best: 2, median: 4 }, (value) => 8 / value)).to.deep.equal({ best: 4, median: 2 });
  });

  it("finds the power by which something grows", () => {
    expect(growthExponent([1, 2, 7, 30].map((x) => [x, 5 * x ** 1.5]))).to.be.closeTo(1.5, 1e-12);
    // Off the line: over log2 x the points (0,0), (1,3), (2,4) have the slope (-1·0 + 0·3 + 1·4) / 2.
    expect(
      growthExponent([
        [1, 1],
        [2, 8],
        [4, 16],
      ]),
    ).to.be.closeTo(2, 1e-12);
  });
});
