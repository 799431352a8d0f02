import * as tf from "@tensorflow/tfjs";
import type { Architecture } from "./architecture.js";
import { causalPass } from "./causal-pass.js";
import type { TokenRows } from "./model.js";
import { trunk } from "./trunk.js";
import type { Weights } from "./weights.js";

/** The trunk's state before each token but the first of each row, [B·(T-1), width]. */
export function statesBeforeTokens(weights: Weights, rows: TokenRows, architecture: Architecture): tf.Tensor2D {
  const columns = rows.length - 1;
  const inputs = withoutColumn(rows.tokens, rows.length, columns);
  return trunk(weights, tf.tensor1d(inputs, "int32"), architecture, causalPass(rows.rows, columns, architecture));
}

/** The tokens that the states come before, [B·(T-1)]. */
export function nextTokens(rows: TokenRows): tf.Tensor1D {
  return tf.tensor1d(withoutColumn(rows.tokens, rows.length, 0), "int32");
}

/** One number a state, [B·(T-1)], put where its token stands, [B,T]: 0 in column 0 and where `action` is 0. */
export function atTokens(values: tf.Tensor, rows: TokenRows): tf.Tensor2D {
  const action = tf.tensor2d(Float32Array.from(rows.action), [rows.rows, rows.length]);
  const shifted = values.reshape<tf.Tensor2D>([rows.rows, rows.length - 1]).pad<tf.Tensor2D>([
    [0, 0],
    [1, 0],
  ]);
  return shifted.mul(action);
}

function withoutColumn(tokens: Int32Array, length: number, column: number): Int32Array {
  return tokens.filter((_, place) => place % length !== column);
}
