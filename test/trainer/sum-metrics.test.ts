import { expect } from "chai";
import { core } from "./core.js";

const { meanMetrics, sumMetrics, withArea } = core("trainer/sum-metrics");

describe("metrics of parts", () => {
  it("add up, a missing one as nothing", () => {
    expect(sumMetrics([{ a: 1, b: 2 }, { a: 3 }, {}])).to.deep.equal({ a: 4, b: 2 });
    expect(sumMetrics([])).to.deep.equal({});
  });

  it("are averaged over the updates that have them", () => {
    expect(meanMetrics([{ a: 1, b: 2 }, { a: 4 }, {}])).to.deep.equal({ a: 2.5, b: 2 });
  });

  it("get an area", () => {
    expect(withArea("objective", { loss: 1, kl: 2 })).to.deep.equal({ "objective/loss": 1, "objective/kl": 2 });
  });
});
