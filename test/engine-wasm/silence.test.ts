import { expect } from "chai";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROGRAM = `
  import engines from "@lode/engine-wasm";
  import * as tf from "@tensorflow/tfjs";
  await engines[0].load();
  const product = tf.matMul(tf.oneHot([1, 0], 2).toFloat(), tf.tensor2d([[1, 2], [3, 4]]));
  const listeners = process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection");
  process.stdout.write([...(await product.data()), listeners].join());
`;

describe("the WebAssembly engine", () => {
  it("loads and computes in a process of its own, says nothing and leaves no listener", async () => {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", PROGRAM], { cwd: folder });
    expect(stdout).to.equal("3,4,1,2,0");
    expect(stderr).to.equal("");
  });
});
