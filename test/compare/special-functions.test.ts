import { clopperPearson, detectableNoncentrality, power, studentTPValue, studentTQuantile } from "@lode/compare";
import { expect } from "chai";

/** Numbers of SciPy 1.17.1: t.isf(level / 2, ν), 2 t.sf(|x|, ν), and the noncentral t for power. */
describe("Student's t", () => {
  for (const [level, degrees, expected] of [
    [0.05, 1, 12.706204736174705],
    [0.05, 3.2, 3.0728289297131637],
    [0.05, 5.246133, 2.5347269655726823],
    [0.2, 2, 1.8856180831641267],
    [0.0027, 18, 3.4754370048207464],
    [0.05, 500, 1.9647198374673678],
  ]) {
    it(`quantile at level ${level} with ${degrees} degrees`, () => {
      expect(studentTQuantile(level, degrees) / expected).to.be.closeTo(1, 1e-10);
      expect(studentTPValue(expected, degrees) / level).to.be.closeTo(1, 1e-10);
    });
  }

  for (const [t, degrees, expected] of [
    [0, 3, 1],
    [1.5, 1, 0.3743340836219977],
    [2.3, 3.835629, 0.08577335708021992],
    [5, 18, 9.28414255737681e-5],
    [12, 4.2, 0.00020842666068435347],
    [-2.3, 7, 0.05499109520437159],
  ]) {
    it(`p of ${t} with ${degrees} degrees`, () => {
      expect(studentTPValue(t, degrees) / expected).to.be.closeTo(1, 1e-10);
    });
  }

  it("is refused without degrees of freedom or a level", () => {
    expect(() => studentTQuantile(0.05, 0)).to.throw(RangeError);
    expect(() => studentTQuantile(1, 3)).to.throw(RangeError);
    expect(() => studentTPValue(1, Number.NaN)).to.throw(RangeError);
    expect(() => clopperPearson(2, 1, 0.05)).to.throw(RangeError);
  });
});

describe("power", () => {
  for (const [degrees, noncentrality, expected] of [
    [1.7, 6, 0.7337462619458925],
    [2, 5.6535, 0.8000011833246895],
    [3.2, 4, 0.7783613907983958],
    [9, 3.1496, 0.7999919073489254],
    [50, 2, 0.5006651721920763],
  ]) {
    it(`of a difference of ${noncentrality} standard errors with ${degrees} degrees`, () => {
      expect(power(noncentrality, degrees, 0.05)).to.be.closeTo(expected, 1e-9);
    });
  }

  it("without a difference is the level, for few degrees and for many", () => {
    for (const degrees of [1, 2, 5.5, 100, 10_000]) expect(power(0, degrees, 0.05)).to.be.closeTo(0.05, 1e-8);
  });

  for (const [degrees, expected] of [
    [2, 5.6535],
    [3, 4.2559],
    [4, 3.7611],
    [7, 3.2698],
    [9, 3.1496],
    [18, 2.9627],
  ]) {
    it(`is four in five at ${expected} standard errors with ${degrees} degrees`, () => {
      expect(detectableNoncentrality(degrees, 0.05)).to.be.closeTo(expected, 5.1e-5);
    });
  }
});
