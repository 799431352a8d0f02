/** As small as a transformer can be, and knows nothing. */
export const TINY_POLICY = { layers: 1, width: 4, heads: 1, feedForward: 4, initial: null };
