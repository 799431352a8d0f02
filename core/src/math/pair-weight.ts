/** Advantages of a correct and of a wrong rollout in a group of which some are correct. */
export interface PairAdvantages {
  readonly correct: number;
  readonly wrong: number;
}

/**
 * The expected weight on E+ that a prompt of pass rate p contributes to the gradient when one correct and one wrong rollout of every mixed group are kept.
 * Of K rollouts n are correct, A+(n) and A-(n) are their advantages, and p·E+ + (1-p)·E- = 0 turns E- into E+:
 *
 *     Σ_{0<n<K} Bin(n; K, p)·(A+(n) - A-(n)·p/(1-p))
 *
 * With A+ = 2(K-n)/(K-1) and A- = -2n/(K-1) (leave-one-out on ±1) the rewards are reshaped; with A± = ±1 they are not. 0 < p < 1, K at least 2.
 */
export function pairWeight(passRate: number, groupSize: number, advantages: (correct: number) => PairAdvantages): number {
  let weight = 0;
  for (let n = 1; n < groupSize; n++) {
    const { correct, wrong } = advantages(n);
    weight += binomial(n, groupSize, passRate) * (correct - (wrong * passRate) / (1 - passRate));
  }
  return weight;
}

/** Leave-one-out advantages of ±1 in a group of `groupSize`: A+ = 2(K-n)/(K-1), A- = -2n/(K-1). */
export function reshapedAdvantages(groupSize: number): (correct: number) => PairAdvantages {
  return (n) => ({ correct: (2 * (groupSize - n)) / (groupSize - 1), wrong: (-2 * n) / (groupSize - 1) });
}

/** ±1 as they are. */
export function unreshapedAdvantages(): PairAdvantages {
  return { correct: 1, wrong: -1 };
}

/** Bin(n; K, p), 0 < p < 1. */
function binomial(n: number, k: number, p: number): number {
  let logarithm = n * Math.log(p) + (k - n) * Math.log1p(-p);
  for (let i = 1; i <= n; i++) logarithm += Math.log((k - n + i) / i);
  return Math.exp(logarithm);
}
