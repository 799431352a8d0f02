import { options, Type, variants } from "@lode/core";
import { expect } from "chai";
import type { OptionSchema } from "../../core/src/recipe/option-schema.js";
import { LISTED, proofs, type Fragment, type Table } from "./proof.js";
import { prove } from "./prove.js";

const number = Type.Number({ default: 1 });

const SCHEMA = variants("mode", [
  options({ mode: Type.Literal("free"), width: number }),
  options({ mode: Type.Literal("bounded"), width: number, bound: Type.Number(), round: Type.Boolean({ default: false }) }),
]) as OptionSchema;

/** What is missing in the proofs of a table, in its order. */
async function failures(table: Table, effect: (fragment: Fragment) => unknown, given: Fragment = { bound: 3 }): Promise<readonly string[]> {
  const found = proofs("Test", { given, observe: (fragment) => Promise.resolve(effect(fragment)) }, table);
  return (await Promise.all(found.map((proof) => prove(proof, SCHEMA)))).flat();
}

describe("the proof of an option", () => {
  const width = { width: { low: 1, high: 2 } };

  it("is there where different values have different effects", async () => {
    const table: Table = { mode: LISTED, width: { low: 1, high: 2, absent: true }, bound: { low: 1, high: 2 }, round: LISTED };
    expect(await failures(table, (fragment) => ({ deep: [fragment] }))).to.deep.equal([]);
  });

  it("is missing where nothing reads the option, in every mode that has it", async () => {
    expect(await failures(width, () => [1, 2])).to.deep.equal(["free", "bounded"].map((mode) => `1 and 2 have the same effect with mode ${mode}`));
    expect(await failures({ bound: { low: 1, high: 2 } }, () => 7)).to.deep.equal(["1 and 2 have the same effect with mode bounded"]);
  });

  it("is missing where only one of the modes reads it", async () => {
    const effect = ({ mode, width: read }: Fragment): unknown => (mode === "free" ? read : 0);
    expect(await failures(width, effect)).to.deep.equal(["1 and 2 have the same effect with mode bounded"]);
  });

  it("is missing where two of the listed values, or one and leaving it out, have the same effect", async () => {
    expect(await failures({ mode: LISTED }, ({ width: read }) => read)).to.deep.equal(['"free" and "bounded" have the same effect']);
    expect(await failures({ width: { low: 1, high: 2, absent: true } }, ({ width: read = 2, mode }) => [read, mode])).to.deep.equal([
      "2 and nothing have the same effect with mode free",
      "2 and nothing have the same effect with mode bounded",
    ]);
  });

  it("is missing where effects differ by rounding", async () => {
    expect(await failures(width, ({ width: read }) => Float32Array.of(1 + 1e-6 * Number(read)))).to.have.length(2);
    expect(await failures(width, ({ width: read }) => Float32Array.of(1e-9 * Number(read)))).to.deep.equal([]);
  });

  it("is missing where the same value has another effect when it is repeated", async () => {
    let calls = 0;
    expect(await failures({ bound: { low: 1, high: 2 } }, () => ({ calls: calls++ }))).to.deep.equal([
      '1 has another effect when it is repeated, at "/calls" with mode bounded',
    ]);
  });

  it("is missing for an option that the schema lacks, or whose values it does not list", async () => {
    expect(await failures({ depth: { low: 1, high: 2 } }, ({ depth }) => depth)).to.deep.equal(["the schema has no such option"]);
    expect(await failures({ width: LISTED }, ({ width: read }) => read)).to.deep.equal(["the schema does not list the values"]);
  });

  it("leaves out what is given for other modes alone", async () => {
    const seen: Fragment[] = [];
    await failures(width, (fragment) => seen.push(fragment), { use: "it", bound: 3, other: 4 });
    expect(seen[0]).to.deep.equal({ use: "it", mode: "free", other: 4, width: 1 });
    expect(seen[3]).to.deep.equal({ use: "it", mode: "bounded", bound: 3, other: 4, width: 1 });
  });
});
