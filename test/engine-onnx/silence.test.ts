import { expect } from "chai";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROGRAM = `
  import engines from "@lode/engine-onnx";
  import * as tf from "@tensorflow/tfjs";
  await engines[0].load({ provider: "cpu", threads: 2 });
  const product = tf.matMul(tf.oneHot([1, 0], 2).toFloat(), tf.tensor2d([[1, 2], [3, 4]]));
  const listeners = process.listenerCount("uncaughtException") + process.listenerCount("unhandledRejection");
  process.stdout.write([...(await product.data()), listeners].join());
`;
const FALLING_BACK = `${PROGRAM}
  for (let time = 0; time < 3; time++) process.stdout.write("," + (await tf.cumprod(tf.tensor1d([1, 2, 3])).data()).join());
`;

describe("what the ONNX engine says", () => {
  async function run(program: string): Promise<{ stdout: string; stderr: string }> {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    return promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder });
  }

  it("is nothing while it loads and computes in a process of its own, and it leaves no listener", async () => {
    const { stdout, stderr } = await run(PROGRAM);
    expect(stdout).to.equal("3,4,1,2,0");
    expect(stderr).to.equal("");
  });

  it("is one warning on standard error for a kernel that JavaScript computes", async () => {
    const { stdout, stderr } = await run(FALLING_BACK);
    expect(stdout).to.equal("3,4,1,2,0,1,2,6,1,2,6,1,2,6");
    expect(stderr.match(/Warning: /g)).to.have.length(1);
    expect(stderr).to.match(/^\(node:\d+\) LodeWarning: the onnx backend has no kernel Cumprod/);
  });
});
