import { expect } from "chai";
import { complaints } from "./operations/complaints.js";
import { conformance } from "./operations/conformance.js";
import { nonconforming } from "./operations/nonconforming.js";
import type { SpecResult } from "./operations/spec-result.js";

function spec(name: string, numbers: number[][] = [], status: SpecResult["status"] = "passed"): SpecResult {
  return { name, status, numbers, messages: status === "failed" ? ["Error: no"] : [] };
}

describe("tfjs-core's own tests", () => {
  it("pass on the ONNX engine with the numbers of tfjs's own, except exactly the excluded ones", async function () {
    this.timeout(300_000);
    const { passing, complaints: wrong } = await conformance("onnx");
    expect(wrong.join("\n")).to.equal("");
    expect(passing).to.be.above(3500);
  });

  it("differ where a spec fails, does not run, or compares other numbers", () => {
    const baseline = [spec("a", [[1, NaN]]), spec("b", [[1000]]), spec("c"), spec("d", [[NaN]]), spec("e", [[1]]), spec("f", [[1]]), spec("g", [], "pending")];
    const found = [
      spec("a", [[1, NaN]]),
      spec("b", [[1000.009]]),
      spec("c", [], "failed"),
      spec("d", [[Infinity]]),
      spec("e", [[1.0001]]),
      spec("g", [], "failed"),
    ];
    expect(Object.fromEntries(nonconforming(found, baseline))).to.deep.equal({
      c: "Error: no",
      d: "Infinity at 0 instead of NaN",
      e: "1.0001 at 0 instead of 1",
      f: "does not run",
      g: "Error: no",
    });
  });

  it("specs of one name are compared in order, and a failure of the baseline is told", () => {
    const baseline = [spec("a", [[1]]), spec("a", [[2]]), spec("b", [], "failed")];
    expect([...nonconforming([spec("a", [[1]]), spec("a", [[1]]), spec("b")], baseline)]).to.deep.equal([
      ["a", "1 at 0 instead of 2"],
      ["b", "fails on the baseline: Error: no"],
    ]);
  });

  it("an exclusion covers what differs, and is wrong where nothing does", () => {
    const names = new Set(["add strings", "add numbers", "mul [2] a.b"]);
    const differences = new Map([
      ["add strings", "no strings"],
      ["mul [2] a.b", "1 instead of 2"],
    ]);
    const excluding = (...tests: string[]): string[] => complaints(names, differences, [{ reason: "", tests }]);
    expect(excluding("add strings", "mul [2] a.b")).to.deep.equal([]);
    expect(excluding("add strings")).to.deep.equal(["mul [2] a.b: 1 instead of 2"]);
    expect(excluding("add *", "*a.b")).to.deep.equal(["excluded (add *), but it conforms: add numbers"]);
    expect(excluding("add strings", "mul *", "sub")).to.deep.equal(["excluded, but there is no such spec: sub"]);
  });
});
