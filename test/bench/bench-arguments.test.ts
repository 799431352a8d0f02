import { expect } from "chai";
import { UserError } from "@lode/core";
import { benchArguments } from "./bench-arguments.js";

describe("bench: arguments", () => {
  it("take all parts on the engine onnx by default", () => {
    expect(benchArguments([])).to.deep.equal({ engine: "onnx", only: [], quick: false, json: false, write: false });
    expect(benchArguments(["--only", "step", "--only", "train", "--engine", "wasm", "--json"])).to.deep.include({
      only: ["step", "train"],
      engine: "wasm",
      json: true,
    });
  });

  it("refuse what they do not know, and a record of less than a whole run", () => {
    for (const words of [["--only", "all"], ["--fast"], ["more"], ["--write", "--quick"], ["--write", "--only", "step"]]) {
      expect(() => benchArguments(words), words.join(" ")).to.throw(UserError);
    }
  });
});
