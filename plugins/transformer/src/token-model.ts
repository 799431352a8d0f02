import { compiled, shapeStride, type OutputName, type TensorFunction } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { atPlaces } from "./at-places.js";
import type { Model, TokenRows } from "./model.js";
import { packedPass } from "./packed-pass.js";
import { packedRows } from "./packed-rows.js";
import { trunk } from "./trunk.js";
import { weightShapes } from "./weight-shapes.js";
import { unflatten, weightsOf, type Weights } from "./weights.js";

/** What an output is computed from, for N places of completions. */
export interface TokenStates {
  readonly weights: Weights;
  /** The states before the tokens, [N, width]. */
  readonly states: tf.Tensor2D;
  /** The tokens, [N]. */
  readonly tokens: tf.Tensor1D;
  /** 1 / temperature, []. */
  readonly inverseTemperature: tf.Scalar;
}

/** The wanted outputs, [N] each, in the order of `want`. */
export type ReadOut = (given: TokenStates, want: readonly OutputName[]) => tf.Tensor1D[];

/** A transformer with something on top that turns the state before a token into numbers. */
export function tokenModel(architecture: Architecture, kind: "language" | "scalar", gives: readonly OutputName[], readOut: ReadOut): Model {
  const functions = new Map<string, TensorFunction>();
  const functionFor = (want: readonly OutputName[]): TensorFunction => {
    const known = functions.get(want.join());
    if (known !== undefined) return known;
    const made = compiled(outputsFunction(architecture, want, readOut));
    functions.set(want.join(), made);
    return made;
  };
  return {
    gives,
    shapes: weightShapes(architecture, kind),
    outputs: (weights, rows, want) => functionFor(want)(weights, ...inputTensors(rows)) as tf.Tensor2D[],
  };
}

/** All that changes from batch to batch, as tensors, in the order in which `outputsFunction` takes them. */
function inputTensors(rows: TokenRows): tf.Tensor[] {
  const packed = packedRows(rows, shapeStride());
  return [
    tf.tensor1d(packed.tokens, "int32"),
    tf.tensor1d(packed.positions, "int32"),
    tf.tensor4d(packed.contextMask, [packed.slots, 1, 1, packed.contextColumns]),
    tf.tensor3d(packed.nextTokens, [packed.slots, packed.rows, packed.columns], "int32"),
    tf.tensor2d(packed.places, [rows.rows, rows.length], "int32"),
    tf.tensor1d(packed.origins, "int32"),
    tf.scalar(rows.temperature === 0 ? 1 : 1 / rows.temperature),
  ];
}

function outputsFunction(architecture: Architecture, want: readonly OutputName[], readOut: ReadOut): TensorFunction {
  return (...inputs) => {
    const [flat, tokens, positions, contextMask, nextTokens, places, origins, inverseTemperature] = inputs as [
      ...[tf.Tensor1D, tf.Tensor1D, tf.Tensor1D, tf.Tensor4D],
      ...[tf.Tensor3D, tf.Tensor2D, tf.Tensor1D, tf.Scalar],
    ];
    const weights = weightsOf(unflatten(flat, architecture), architecture);
    const [, rows, columns] = nextTokens.shape;
    const states = trunk(weights, tokens, packedPass(architecture, { positions, contextMask, rows, columns }));
    return readOut({ weights, states, tokens: nextTokens.reshape([-1]), inverseTemperature }, want).map((numbers) => atPlaces(numbers, places, origins));
  };
}
