import { computes, tensor, type OnnxKernel } from "../kernel.js";

/** Softmax and its logarithm along the last axis, as TensorFlow.js asks for them. */
export const softmaxes: readonly OnnxKernel[] = [softmax("Softmax", "logits", "Softmax"), softmax("LogSoftmax", "logits", "LogSoftmax")];

function softmax(name: string, input: string, operator: string): OnnxKernel {
  return {
    name,
    plan: (given, attributes) => {
      const logits = tensor(given, input);
      const axis = (attributes.dim ?? attributes.axis) as number;
      if (!computes([logits])) return undefined;
      return {
        inputs: [logits],
        attributes: [axis],
        outputs: [{ type: "float32", shape: logits.shape }],
        emit: (graph, [x]) => [graph.add(operator, [graph.cast(x, "float32")], x.shape, { attributes: { axis } })],
      };
    },
  };
}
