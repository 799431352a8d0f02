import { expect } from "chai";
import { cellsOf } from "./row-text.js";
import { ratioOf, verdictOf, type Row } from "./row.js";

const ROW: Row = {
  name: "step",
  threads: 2,
  unit: "seconds",
  ours: { best: 1, median: 2 },
  peerName: "PyTorch",
  peer: { best: 1.2, median: 2.1 },
  asked: { ratio: 1.1 },
};

describe("bench: rows", () => {
  it("count what is faster or smaller, and what is more in a second, as better", () => {
    expect(ratioOf({ ...ROW, unit: "megabytes" }, ROW.ours)).to.deep.equal({ best: 1.2, median: 1.05 });
    const rate = ratioOf({ ...ROW, unit: "tokens/second" }, ROW.ours);
    expect(rate?.best).to.be.closeTo(1 / 1.2, 1e-12);
    expect(ratioOf({ ...ROW, unit: "exponent" }, ROW.ours)).to.equal(null);
    expect(ratioOf({ ...ROW, peer: null }, ROW.ours)).to.equal(null);
  });

  it("say whether minimum and median reach what is asked", () => {
    expect(verdictOf({ ...ROW, asked: { ratio: 1.05 } })).to.equal("yes");
    expect(verdictOf(ROW)).to.equal("partly");
    expect(verdictOf({ ...ROW, asked: { ratio: 2 } })).to.equal("no");
    expect(verdictOf({ ...ROW, asked: { seconds: 1.5 } })).to.equal("partly");
    expect(verdictOf({ ...ROW, peer: null })).to.equal("");
    expect(verdictOf({ ...ROW, asked: undefined })).to.equal("");
  });

  it("become cells", () => {
    expect(cellsOf({ ...ROW, webgpu: { best: 0.1, median: 0.1 } })).to.deep.equal([
      "step",
      "2",
      "1.00/2.00 s",
      "PyTorch",
      "1.20/2.10 s",
      "1.20/1.05x",
      "≥ 1.1x",
      "partly",
      "12.0/21.0x",
    ]);
    expect(cellsOf({ ...ROW, peer: null }).slice(2, 6)).to.deep.equal(["1.00/2.00 s", "PyTorch", "skipped", ""]);
    expect(cellsOf({ ...ROW, ours: null })[2]).to.equal("none");
  });
});
