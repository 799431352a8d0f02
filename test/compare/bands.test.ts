import { pointwiseBand, wholeCurveBand } from "@lode/compare";
import { expect } from "chai";
import { uniforms } from "./simulated-recipes.js";

const CURVES = [
  [0.2, 0.3, 0.5],
  [0.2, 0.4, 0.5],
  [0.2, 0.5, 0.8],
];
/** Student's t with 2 degrees has the quantile (2p-1) √(2 / (4p(1-p))). */
const t2 = (p: number): number => (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)));

describe("bands of learning curves", () => {
  it("are t intervals at each point, or of all points together", () => {
    for (const [band, p] of [
      [pointwiseBand(CURVES), 0.975],
      [wholeCurveBand(CURVES), 1 - 0.025 / 3],
    ] as const) {
      expect(band.mean.map((value) => value.toFixed(9))).to.deep.equal(["0.200000000", "0.400000000", "0.600000000"]);
      const halfWidths = [0, (t2(p) * 0.1) / Math.sqrt(3), (t2(p) * Math.sqrt(0.03)) / Math.sqrt(3)];
      band.intervals?.forEach(({ low, high }, point) => {
        expect(high - band.mean[point]).to.be.closeTo(halfWidths[point], 1e-9);
        expect(band.mean[point] - low).to.be.closeTo(halfWidths[point], 1e-9);
      });
      expect(band.intervals).to.have.length(3);
    }
  });

  it("are not there for one seed, and say why", () => {
    for (const band of [pointwiseBand([CURVES[2]]), wholeCurveBand([CURVES[2]])]) {
      expect(band).to.deep.equal({ mean: CURVES[2], intervals: null, reason: "one seed does not show how seeds differ" });
    }
  });

  it("are refused for curves that do not match", () => {
    for (const curves of [[], [[]], [[1, 2], [1]]]) {
      expect(() => pointwiseBand(curves)).to.throw(RangeError);
      expect(() => wholeCurveBand(curves)).to.throw(RangeError);
    }
  });

  it("hold the whole curve in 95 % of cases or more; the pointwise band does not", () => {
    const draw = uniforms(5);
    const repetitions = 2000;
    const held = { pointwise: 0, whole: 0 };
    for (let repetition = 0; repetition < repetitions; repetition++) {
      // Random walks of five seeds about a mean of 0.
      const curves = Array.from({ length: 5 }, () => {
        let value = 0;
        return Array.from({ length: 10 }, () => (value += draw() + draw() + draw() + draw() - 2));
      });
      const inside = ({ intervals }: ReturnType<typeof pointwiseBand>): boolean => intervals?.every(({ low, high }) => low <= 0 && 0 <= high) ?? false;
      if (inside(pointwiseBand(curves))) held.pointwise += 1 / repetitions;
      if (inside(wholeCurveBand(curves))) held.whole += 1 / repetitions;
    }
    expect(held.whole).to.be.above(0.94);
    expect(held.pointwise).to.be.below(0.88);
  });
});
