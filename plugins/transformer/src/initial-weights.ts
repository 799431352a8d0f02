import type { RandomStream } from "@lode/core";
import type { Architecture } from "./architecture.js";
import { joined } from "./joined.js";
import { weightShapes } from "./weight-shapes.js";

/**
 * Weights to start from, in one vector. Norms are 1; a matrix with n inputs is drawn from N(0, 1/(4n)), so that every block begins small beside the
 * residual stream; the two that write to the stream are divided by sqrt(2·layers) besides (Radford et al. 2019). Numbers are keyed by name and place.
 */
export function initialWeights(architecture: Architecture, random: RandomStream): Float32Array {
  const residual = 1 / Math.sqrt(2 * architecture.layers);
  const parts = Object.entries(weightShapes(architecture, "language")).map(([name, shape]) => {
    if (shape.length === 1) return new Float32Array(shape[0]).fill(1);
    const writesToStream = name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight");
    return normalNumbers(shape[0] * shape[1], (writesToStream ? residual : 1) / (2 * Math.sqrt(shape[1])), random.at(name));
  });
  return joined(parts);
}

/** Normal numbers of a standard deviation. */
export function normalNumbers(count: number, deviation: number, random: RandomStream): Float32Array {
  return Float32Array.from({ length: count }, (_, place) => deviation * random.normal(place));
}
