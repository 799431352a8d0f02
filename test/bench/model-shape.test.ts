import { expect } from "chai";
import { parameters, SMALL, trainingOperations } from "./model-shape.js";

describe("bench: model shapes", () => {
  it("count weights, and operations of a training step, as counted by hand", () => {
    // Four layers of 4·128² + 3·128·512 and two norms, the last norm, the embedding.
    expect(parameters(SMALL)).to.equal(4 * (65_536 + 196_608 + 256) + 128 + 64 * 128);
    // One token alone: 6 operations a weight of a matrix, and in each layer a score and its use, 128 products each.
    expect(trainingOperations(SMALL, 1, 1)).to.equal(6 * (4 * 262_144 + 64 * 128) + 6 * 4 * 2 * 128);
    expect(trainingOperations(SMALL, 3, 1)).to.equal(3 * trainingOperations(SMALL, 1, 1));
  });
});
