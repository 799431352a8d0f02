import * as tf from "@tensorflow/tfjs";
import { each } from "./arithmetic-cases.js";
import type { KernelCase, KernelCases } from "./kernel-case.js";

/** Functions of one number. */
export const functionCases: KernelCases = {
  exp: ofAny(tf.exp, Math.exp),
  expm1: ofAny(tf.expm1, Math.expm1),
  log: ofPositive(tf.log, Math.log),
  log1p: ofPositive(tf.log1p, Math.log1p),
  sqrt: ofPositive(tf.sqrt, Math.sqrt),
  rsqrt: ofPositive(tf.rsqrt, (x) => 1 / Math.sqrt(x)),
  reciprocal: ofPositive(tf.reciprocal, (x) => 1 / x),
  square: ofAny(tf.square, (x) => x * x),
  abs: ofAny(tf.abs, Math.abs),
  sigmoid: ofAny(tf.sigmoid, sigmoid),
  tanh: ofAny(tf.tanh, Math.tanh),
  relu: ofAny(tf.relu, (x) => Math.max(0, x)),
  softplus: ofAny(tf.softplus, (x) => Math.log1p(Math.exp(x))),
  logSigmoid: ofAny(tf.logSigmoid, (x) => Math.log(sigmoid(x))),
};

function ofAny(compute: (x: tf.Tensor) => tf.Tensor, of: (x: number) => number): KernelCase {
  return { inputs: [{ shape: [3, 4] }], compute: (x) => compute(x), reference: each(of) };
}

function ofPositive(compute: (x: tf.Tensor) => tf.Tensor, of: (x: number) => number): KernelCase {
  return { inputs: [{ shape: [3, 4], kind: "positive" }], compute: (x) => compute(x), reference: each(of) };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
