import * as tf from "@tensorflow/tfjs";
import type { Engine } from "../contracts/engine.js";

/** tfjs's own engine in plain JavaScript: slow, and always there. */
export const cpuEngine: Engine = {
  name: "cpu",
  load: async () => {
    tf.enableProdMode();
    await tf.setBackend("cpu");
  },
  report: () => ({ library: `TensorFlow.js ${tf.version.tfjs}, plain JavaScript`, threads: 1 }),
};
