import "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { RootHookObject } from "mocha";

let before = 0;

/** Every test runs on tfjs's own cpu engine unless it loads another, and must leave no tensor behind. */
export const mochaHooks: RootHookObject = {
  async beforeAll() {
    tf.enableProdMode();
    await tf.setBackend("cpu");
  },
  beforeEach() {
    before = tf.memory().numTensors;
  },
  afterEach() {
    const left = tf.memory().numTensors - before;
    if (left !== 0) throw new Error(`${left} tensors leaked by this test`);
  },
};
