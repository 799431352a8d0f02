import { expect } from "chai";
import { onnxModule } from "./modules.js";

const { foldSums } = onnxModule("fold-sums");

type Node = Parameters<typeof foldSums>[0][number];

const node = (operator: string, inputs: string[], output: string): Node => ({ operator, inputs, outputs: [output], domain: "", attributes: { of: output } });

/** The nodes after folding, as `output = operator(inputs)`; all tensors have one shape but those whose name is in capitals. */
function folded(nodes: Node[], ...outputs: string[]): string[] {
  const shapeOf = (name: string): string => (name === name.toLowerCase() ? "2,3" : "3");
  return foldSums(nodes, shapeOf, new Set(outputs)).map(({ operator, inputs, outputs: [output] }) => `${output} = ${operator}(${inputs.join(" ")})`);
}

const product = node("Gemm", ["a", "b"], "ab");

describe("folding of sums into products", () => {
  it("makes a sum of a product and something else a product with three inputs, from either side", () => {
    expect(folded([product, node("Add", ["ab", "c"], "sum")], "sum")).to.deep.equal(["sum = Gemm(a b c)"]);
    expect(folded([product, node("Add", ["c", "ab"], "sum")], "sum")).to.deep.equal(["sum = Gemm(a b c)"]);
  });

  it("keeps the product's attributes, and computes it where the sum stood", () => {
    const nodes = [product, node("Relu", ["c"], "d"), node("Add", ["ab", "d"], "sum"), node("Neg", ["sum"], "end")];
    expect(folded(nodes, "end")).to.deep.equal(["d = Relu(c)", "sum = Gemm(a b d)", "end = Neg(sum)"]);
    expect(foldSums(nodes, () => "", new Set(["end"]))[1].attributes).to.deep.equal({ of: "ab" });
  });

  it("folds a sum of two products into one of them", () => {
    const nodes = [product, node("Gemm", ["c", "d"], "cd"), node("Add", ["ab", "cd"], "sum")];
    expect(folded(nodes, "sum")).to.deep.equal(["ab = Gemm(a b)", "sum = Gemm(c d ab)"]);
  });

  it("folds a chain of sums, each product once", () => {
    const nodes = [product, node("Gemm", ["c", "d"], "cd"), node("Add", ["ab", "e"], "first"), node("Add", ["first", "cd"], "second")];
    expect(folded(nodes, "second")).to.deep.equal(["first = Gemm(a b e)", "second = Gemm(c d first)"]);
  });

  it("leaves a product that others read, that is an output, or that has three inputs already", () => {
    const sum = node("Add", ["ab", "c"], "sum");
    const untouched = ["ab = Gemm(a b)", "sum = Add(ab c)"];
    expect(folded([product, sum], "sum", "ab")).to.deep.equal(untouched);
    expect(folded([product, sum, node("Neg", ["ab"], "other")], "sum", "other")).to.deep.equal([...untouched, "other = Neg(ab)"]);
    expect(folded([product, node("Add", ["ab", "ab"], "sum")], "sum")).to.deep.equal(["ab = Gemm(a b)", "sum = Add(ab ab)"]);
    expect(folded([node("Gemm", ["a", "b", "d"], "ab"), sum], "sum")).to.deep.equal(["ab = Gemm(a b d)", "sum = Add(ab c)"]);
  });

  it("leaves sums that broadcast, and operators that are no sums", () => {
    expect(folded([product, node("Add", ["ab", "C"], "sum")], "sum")).to.deep.equal(["ab = Gemm(a b)", "sum = Add(ab C)"]);
    expect(folded([product, node("Sub", ["ab", "c"], "rest")], "rest")).to.deep.equal(["ab = Gemm(a b)", "rest = Sub(ab c)"]);
  });
});
