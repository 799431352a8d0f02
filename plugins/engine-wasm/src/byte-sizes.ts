export const FLOAT_BYTES = 4;
/** A vector of WebAssembly is 4 floats. */
export const VECTOR_BYTES = 4 * FLOAT_BYTES;
