import { componentOption, Dataset, options, Type, variants, weightsOption } from "@lode/core";
import { expect } from "chai";
import type { OptionSchema } from "../../core/src/recipe/option-schema.js";
import { schemaOptions } from "./schema-options.js";

const found = (schema: unknown): readonly unknown[] => schemaOptions(schema as OptionSchema);

describe("the options of a schema", () => {
  it("are its leaves; objects count where they may be left out", () => {
    const inner = { on: Type.Boolean({ default: true }), kind: Type.Union([Type.Literal("a"), Type.Literal(2)], { default: "a" }) };
    const schema = options({ inside: options(inner), maybe: Type.Optional(options({ size: Type.Integer() })), list: Type.Array(Type.Integer()) });
    expect(found(schema)).to.deep.equal([
      { path: "inside.on", modes: [{}], values: [false, true] },
      { path: "inside.kind", modes: [{}], values: ["a", 2] },
      { path: "maybe", modes: [{}] },
      { path: "maybe.size", modes: [{}], values: undefined },
      { path: "list", modes: [{}], values: undefined },
    ]);
  });

  it("exist in the modes that have them, in all combinations", () => {
    const nested = variants("rate", [options({ rate: Type.Literal("fixed") }), options({ rate: Type.Literal("falling"), last: Type.Number() })]);
    const schema = variants("mode", [options({ mode: Type.Literal("one"), nested }), options({ mode: Type.Literal("two"), nested, only: Type.String() })]);
    expect(found(schema)).to.deep.equal([
      { path: "mode", modes: [{}], values: ["one", "two"] },
      { path: "nested.rate", modes: [{ mode: "one" }, { mode: "two" }], values: ["fixed", "falling"] },
      { path: "nested.last", modes: ["one", "two"].map((mode) => ({ mode, "nested.rate": "falling" })), values: undefined },
      { path: "only", modes: [{ mode: "two" }], values: undefined },
    ]);
  });

  it("may be in records, and be components or weights", () => {
    const schema = options({ sets: Type.Record(Type.String(), options({ dataset: componentOption(Dataset) })), initial: weightsOption() });
    expect(found(schema)).to.deep.equal([
      { path: "sets.*.dataset", modes: [{}], values: undefined },
      { path: "initial", modes: [{}], values: undefined },
    ]);
  });
});
