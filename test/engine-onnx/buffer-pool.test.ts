import { expect } from "chai";
import { onnxModule } from "./modules.js";

const { BufferPool } = onnxModule("buffer-pool");

const MEGABYTE = 2 ** 20;

describe("the pool of buffers", () => {
  it("gives an array back for one of the same type and length", () => {
    const pool = new BufferPool();
    const [floats, whole] = [new Float32Array(1000), new Int32Array(1000)];
    pool.give("float32", floats);
    pool.give("int32", whole);
    expect(pool.take("int32", 1000)).to.equal(whole);
    expect(pool.take("float32", 1000)).to.equal(floats);
  });

  it("makes new arrays when it has none that fit", () => {
    const pool = new BufferPool();
    const floats = new Float32Array(1000);
    pool.give("float32", floats);
    expect(pool.take("float32", 999)).to.be.instanceOf(Float32Array).with.property("length", 999);
    expect(pool.take("int32", 1000)).to.be.instanceOf(Int32Array).with.property("length", 1000);
    expect(pool.take("bool", 1000)).to.be.instanceOf(Uint8Array).with.property("length", 1000);
    expect(pool.take("float32", 1000)).to.equal(floats);
    expect(pool.take("float32", 1000)).to.not.equal(floats);
  });

  it("keeps no small arrays, and none after it was cleared", () => {
    const pool = new BufferPool();
    const [small, large] = [new Float32Array(10), new Float32Array(1000)];
    pool.give("float32", small);
    pool.give("float32", large);
    expect(pool.take("float32", 10)).to.not.equal(small);
    pool.clear();
    expect(pool.take("float32", 1000)).to.not.equal(large);
  });

  it("lets go of all that it keeps before it would keep more than 512 MB", () => {
    const pool = new BufferPool();
    const arrays = Array.from({ length: 5 }, () => new Uint8Array(128 * MEGABYTE));
    for (const array of arrays) pool.give("bool", array);
    expect(pool.take("bool", 128 * MEGABYTE) === arrays[4]).to.equal(true);
    const other = pool.take("bool", 128 * MEGABYTE);
    expect(arrays.some((array) => array === other)).to.equal(false);
  });
});
