import type { TensorData } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { core } from "./core.js";

const { decodeSafetensors, encodeSafetensors } = core("trainer/safetensors");

/** A file by hand, after the published format: 8 bytes of header length, a JSON header padded with spaces, and the data. */
function file(header: unknown, data: readonly number[]): Uint8Array {
  const json = typeof header === "string" ? header : JSON.stringify(header);
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(json.length), true);
  return Uint8Array.from([...length, ...new TextEncoder().encode(json), ...data]);
}

const ONE = [0x00, 0x00, 0x80, 0x3f];
const MINUS_TWO = [0xfe, 0xff, 0xff, 0xff];

const shape = fc.array(fc.nat({ max: 4 }), { maxLength: 3 });
const tensor = fc.tuple(shape, fc.boolean(), fc.nat()).map(([dimensions, floats, start]): TensorData => {
  const length = dimensions.reduce((product, dimension) => product * dimension, 1);
  const values = Array.from({ length }, (_, place) => Math.fround((start - 1000 * place) / 7));
  return { shape: dimensions, data: floats ? Float32Array.from(values) : Int32Array.from(values) };
});
const name = fc.oneof(fc.string(), fc.string({ unit: "grapheme" })).filter((text) => text !== "__proto__" && text !== "__metadata__");

describe("safetensors", () => {
  it("reads what it wrote, whatever names, shapes and numbers", () => {
    const special = Float32Array.of(NaN, Infinity, -0, 1e-45, 3.4e38);
    fc.assert(
      fc.property(fc.dictionary(name, tensor), (tensors) => {
        const all = { ...tensors, special: { shape: [5], data: special } };
        const read = decodeSafetensors(encodeSafetensors(all));
        expect(Object.keys(read).sort()).to.deep.equal(Object.keys(all).sort());
        for (const [key, { shape: dimensions, data }] of Object.entries(all)) {
          expect(read[key].shape).to.deep.equal(dimensions);
          expect(read[key].data).to.deep.equal(data);
        }
      }),
    );
  });

  it("gives equal bytes for equal tensors, in whatever order they come", () => {
    fc.assert(
      fc.property(fc.dictionary(name, tensor), (tensors) => {
        const reversed = Object.fromEntries(Object.entries(tensors).reverse());
        expect(encodeSafetensors(reversed)).to.deep.equal(encodeSafetensors(tensors));
      }),
    );
  });

  it("writes the published layout: a header that fills multiples of 8 bytes, offsets without holes, little-endian data", () => {
    const bytes = encodeSafetensors({ b: { shape: [1], data: Int32Array.of(-2) }, a: { shape: [1, 1], data: Float32Array.of(1) } });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).to.equal(0);
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(8, 8 + length))) as unknown;
    expect(header).to.deep.equal({ a: { dtype: "F32", shape: [1, 1], data_offsets: [0, 4] }, b: { dtype: "I32", shape: [1], data_offsets: [4, 8] } });
    expect(bytes[8]).to.equal("{".charCodeAt(0));
    expect([...bytes.slice(8 + length)]).to.deep.equal([...ONE, ...MINUS_TWO]);
  });

  it("reads a file written by hand, with metadata, in any order", () => {
    const header = {
      __metadata__: { format: "pt" },
      late: { dtype: "F32", shape: [], data_offsets: [4, 8] },
      early: { dtype: "I32", shape: [1], data_offsets: [0, 4] },
      none: { dtype: "F32", shape: [0, 3], data_offsets: [8, 8] },
    };
    expect(decodeSafetensors(file(header, [...MINUS_TWO, ...ONE]))).to.deep.equal({
      late: { shape: [], data: Float32Array.of(1) },
      early: { shape: [1], data: Int32Array.of(-2) },
      none: { shape: [0, 3], data: new Float32Array(0) },
    });
  });

  it("reads a view into a larger buffer, wherever it begins", () => {
    const bytes = encodeSafetensors({ a: { shape: [2], data: Float32Array.of(1, 2) } });
    const larger = new Uint8Array(bytes.length + 9);
    larger.set(bytes, 3);
    expect(decodeSafetensors(larger.subarray(3, 3 + bytes.length)).a.data).to.deep.equal(Float32Array.of(1, 2));
    const view = new Float32Array([9, 1, 2, 9]).subarray(1, 3);
    expect(decodeSafetensors(encodeSafetensors({ a: { shape: [2], data: view } })).a.data).to.deep.equal(Float32Array.of(1, 2));
  });

  const entry = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
  const damaged: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ["nothing", new Uint8Array(0), /8 bytes/],
    ["half a length", new Uint8Array(7), /8 bytes/],
    ["a header that ends early", file({ a: entry }, []).slice(0, 30), /longer than the file/],
    ["a length beyond all bounds", new Uint8Array(16).fill(0xff), /longer than the file/],
    ["a header that is no JSON", file("{]", []), /header/],
    ["a header that is no object", file("7", []), /header/],
    ["data cut off", file({ a: entry }, ONE), /tensor a/],
    ["a shape of another size", file({ a: { ...entry, shape: [3] } }, [...ONE, ...ONE]), /tensor a/],
    ["a tensor before the data", file({ a: { ...entry, data_offsets: [-8, 0] } }, [...ONE, ...ONE]), /tensor a/],
    ["an entry without shape", file({ a: { dtype: "F32", data_offsets: [0, 8] } }, [...ONE, ...ONE]), /tensor a/],
    ["an entry without offsets", file({ a: { dtype: "F32", shape: [2] } }, [...ONE, ...ONE]), /tensor a/],
    ["an entry that is null", file({ a: null }, []), /tensor a/],
    ["another type", file({ a: { ...entry, dtype: "BF16" } }, [...ONE, ...ONE]), /BF16/],
  ];
  for (const [what, bytes, message] of damaged) {
    it(`says what is wrong with ${what}`, () => {
      expect(() => decodeSafetensors(bytes)).to.throw(RangeError, message);
    });
  }
});
