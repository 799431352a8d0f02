import { expect } from "chai";
import { core } from "./core.js";

const { shareInterval } = core("verify/share-interval");

describe("shareInterval", () => {
  // Newcombe 1998, Statistics in Medicine 17:857, method 3 of table I.
  for (const [count, of, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    it(`of ${count} in ${of} is as published`, () => {
      const found = shareInterval(count, of);
      expect(found).to.include({ count, of, rate: count / of });
      expect(found.low).to.be.closeTo(low, 5e-5);
      expect(found.high).to.be.closeTo(high, 5e-5);
    });
  }

  it("ends at 1 where all are, and is not there where nothing is", () => {
    expect(shareInterval(20, 20)).to.include({ rate: 1, high: 1 });
    expect(shareInterval(0, 0)).to.deep.equal({ count: 0, of: 0, rate: null, low: null, high: null });
  });
});
