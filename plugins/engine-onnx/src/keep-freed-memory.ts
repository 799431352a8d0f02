import { Graph } from "./graph.js";
import { modelBytes } from "./model-bytes.js";
import { NativeSession } from "./native-session.js";

/** A little less than 32 MB: of larger blocks glibc learns nothing. */
const NUMBERS = 8 * 1024 * 1024 - 16 * 1024;

/**
 * Lets the C library keep what sessions free, for the next session. glibc gives memory back to the system, and takes fresh pages from it at every step,
 * once twice the largest block lies free that was freed so far (see M_TRIM_THRESHOLD in mallopt(3)). So one block of the largest size that counts is
 * taken and freed here: a step of a small model then takes few fresh pages. Other C libraries do not mind.
 */
export function keepFreedMemory(): void {
  const graph = new Graph("cpu");
  const one = graph.input("float32", [1]);
  const many = graph.add("Expand", [one, graph.integers([NUMBERS])], [NUMBERS]);
  const output = graph.add("ReduceMax", [many, graph.integers([0])], [1], { attributes: { keepdims: 1 } });
  const session = new NativeSession(modelBytes(graph.layout([output]), graph.initializers), { provider: "cpu", threads: 1 }, false);
  session.run([{ ...one, type: "float32", numbers: Float32Array.of(1) }], [{ ...output, type: "float32", numbers: new Float32Array(1) }]);
  session.dispose();
}
