/** Sizes of a transformer, by the names of the policy's options. */
export interface ModelShape {
  /** V. */
  readonly vocabulary: number;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly ropeBase: number;
}

function shape(width: number, layers: number, heads: number): ModelShape {
  return { vocabulary: 64, layers, width, heads, feedForward: 4 * width, ropeBase: 100 };
}

/** d32 L2 F128. */
export const TINY = shape(32, 2, 4);
/** d128 L4 H4 F512. */
export const SMALL = shape(128, 4, 4);
/** From d64 L2 to d512 L8. */
export const SHAPES_BY_SIZE = [shape(64, 2, 4), SMALL, shape(256, 4, 8), shape(512, 8, 8)] as const;

export function shapeInWords({ width, layers }: ModelShape): string {
  return `d${width} L${layers}`;
}

/** Weights of the matrices of all layers. */
function layerMatrices({ layers, width, feedForward }: ModelShape): number {
  return layers * (4 * width * width + 3 * width * feedForward);
}

/** Number of weights; the embedding is also the output matrix, and counts once. */
export function parameters(model: ModelShape): number {
  const { vocabulary, layers, width } = model;
  return layerMatrices(model) + vocabulary * width + (2 * layers + 1) * width;
}

/**
 * Floating-point operations of the matrix products in one forward and backward pass over B rows of T tokens: the backward pass has two products for
 * each of the forward pass. Attention counts T scores a token, as if nothing were masked (Chowdhery et al. 2022, arXiv 2204.02311, appendix B).
 */
export function trainingOperations(model: ModelShape, rows: number, columns: number): number {
  const matrices = layerMatrices(model) + model.vocabulary * model.width;
  const attention = 2 * model.layers * columns * model.width;
  return 6 * rows * columns * (matrices + attention);
}
