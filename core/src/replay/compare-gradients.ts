/** How alike two gradients are. */
export interface Similarity {
  /** Of the angle between them, -1 to 1; null where one of them is 0. */
  readonly cosine: number | null;
  /** L2 norm of the other recipe's gradient over that of the run's; null where the run's is 0. */
  readonly normRatio: number | null;
  readonly runNorm: number;
  readonly againstNorm: number;
}

/** Two gradients token by token. */
export interface TokenSimilarity {
  /** Action tokens: they fall into the four classes below. */
  readonly tokens: number;
  readonly both: number;
  readonly onlyRun: number;
  readonly onlyAgainst: number;
  readonly neither: number;
  /** Of the tokens that both push, the share that they push the same way; null where there is none. */
  readonly sameSign: number | null;
  /** |other recipe's| / |run's| of the tokens that both push: the 10th, 50th and 90th percentile. */
  readonly ratio: { readonly p10: number; readonly median: number; readonly p90: number } | null;
}

/** Cosine and norm ratio of two gradients of one length. `of` limits them to the places for which it is true. */
export function similarity(run: Float32Array, against: Float32Array, of: (place: number) => boolean = () => true): Similarity {
  let [product, runSquares, againstSquares] = [0, 0, 0];
  for (let place = 0; place < run.length; place++) {
    if (!of(place)) continue;
    product += run[place] * against[place];
    runSquares += run[place] ** 2;
    againstSquares += against[place] ** 2;
  }
  const [runNorm, againstNorm] = [Math.sqrt(runSquares), Math.sqrt(againstSquares)];
  const cosine = runNorm > 0 && againstNorm > 0 ? Math.min(1, Math.max(-1, product / Math.sqrt(runSquares * againstSquares))) : null;
  return { cosine, normRatio: runNorm > 0 ? againstNorm / runNorm : null, runNorm, againstNorm };
}

/** The same token by token, over the places where `action` is 1. */
export function tokenSimilarity(run: Float32Array, against: Float32Array, action: Uint8Array): TokenSimilarity {
  const tokens = [...action.keys()].filter((place) => action[place] === 1);
  const pushed = (gradient: Float32Array) => (place: number) => gradient[place] !== 0;
  const both = tokens.filter((place) => pushed(run)(place) && pushed(against)(place));
  const onlyRun = tokens.filter(pushed(run)).length - both.length;
  const onlyAgainst = tokens.filter(pushed(against)).length - both.length;
  const same = both.filter((place) => run[place] > 0 === against[place] > 0).length;
  const ratios = both.map((place) => Math.abs(against[place] / run[place])).sort((a, b) => a - b);
  const quantile = (share: number): number => ratios[Math.min(ratios.length - 1, Math.floor(share * ratios.length))];
  return {
    ...{ tokens: tokens.length, both: both.length, onlyRun, onlyAgainst, neither: tokens.length - both.length - onlyRun - onlyAgainst },
    sameSign: both.length > 0 ? same / both.length : null,
    ratio: both.length > 0 ? { p10: quantile(0.1), median: quantile(0.5), p90: quantile(0.9) } : null,
  };
}
