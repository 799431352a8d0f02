import type { NumberType } from "../element-type.js";
import { computes, tensor, type OnnxKernel } from "../kernel.js";

/** Numbers before and after an axis that mirror those inside, with (`symmetric`) or without (`reflect`) the outermost. */
export const mirrorPad: OnnxKernel = {
  name: "MirrorPad",
  plan: (given, attributes) => {
    const x = tensor(given, "x");
    if (!computes([x])) return undefined;
    const paddings = attributes.paddings as [number, number][];
    const offset = attributes.mode === "reflect" ? 0 : 1;
    const shape = x.shape.map((length, axis) => paddings[axis][0] + length + paddings[axis][1]);
    return {
      inputs: [x],
      attributes: [paddings, offset],
      outputs: [{ type: x.dtype as NumberType, shape }],
      emit: (graph, [handle]) => [
        paddings.reduce((padded, [before, after], axis) => {
          if (before === 0 && after === 0) return padded;
          const places = mirroredPlaces(x.shape[axis], [before, after], offset);
          const along = padded.shape.map((length, place) => (place === axis ? places.length : length));
          return graph.add("Gather", [padded, graph.constant(places, "int32", [places.length])], along, { attributes: { axis } });
        }, handle),
      ],
    };
  },
};

function mirroredPlaces(length: number, [before, after]: readonly [number, number], offset: number): Int32Array {
  return Int32Array.from({ length: before + length + after }, (_, index) => {
    const place = index - before;
    if (place < 0) return -place - offset;
    return place < length ? place : 2 * (length - 1) - place + offset;
  });
}
