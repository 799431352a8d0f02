export interface Design {
  readonly problems: number;
  readonly samples: number;
  readonly seeds: number;
  /** σ, at most 0.02. */
  readonly runDeviation: number;
  /** ρ of the runs of equal seeds; 0 for seeds that are not in pairs. */
  readonly correlation: number;
  /** δ by which the second recipe is better. */
  readonly difference: number;
}

export interface SimulatedRecipe {
  /** y, [S, P]. */
  readonly scores: readonly (readonly number[])[];
  /** Its mean over these problems and all seeds. */
  readonly fixedTruth: number;
  /** Its mean over all problems and all seeds. */
  readonly populationTruth: number;
}

/** E b and E b(1-b) of the pass rates b. */
const PASS_RATE = 0.42;
const SLOPE = 0.1152;

/**
 * Two recipes whose true scores are known in closed form. Pass rates b are 0 or 1 (probability 0.1 each), else Beta(0.6, 0.9); a run answers with probability
 * p = b + b(1-b)(u_s + w_si), u a standardised sum of four uniforms times σ / E b(1-b), w uniform with deviation 0.1. The second recipe's pass rates are
 * b + b(1-b)(δ / E b(1-b) + η), η as w.
 */
export function* simulatedRecipes(design: Design, key: number): Generator<readonly [SimulatedRecipe, SimulatedRecipe]> {
  const draw = uniforms(key);
  for (;;) yield simulate(design, draw);
}

function simulate(design: Design, draw: () => number): readonly [SimulatedRecipe, SimulatedRecipe] {
  const { seeds, problems, correlation, difference } = design;
  const rates = Array.from({ length: problems }, () => passRate(draw));
  const better = rates.map((rate) => rate + rate * (1 - rate) * (difference / SLOPE + spread(draw)));
  const shared = Array.from({ length: seeds }, () => bell(draw));
  const runs = (): readonly number[] => shared.map((value) => Math.sqrt(correlation) * value + Math.sqrt(1 - correlation) * bell(draw));
  return [
    { scores: answers(rates, runs(), design, draw), fixedTruth: average(rates), populationTruth: PASS_RATE },
    { scores: answers(better, runs(), design, draw), fixedTruth: average(better), populationTruth: PASS_RATE + difference },
  ];
}

function answers(rates: readonly number[], runs: readonly number[], { samples, runDeviation }: Design, draw: () => number): readonly (readonly number[])[] {
  return runs.map((run) =>
    rates.map((rate) => {
      const probability = rate + rate * (1 - rate) * ((runDeviation / SLOPE) * run + spread(draw));
      let correct = 0;
      for (let sample = 0; sample < samples; sample++) if (draw() < probability) correct++;
      return correct / samples;
    }),
  );
}

/** Uniform numbers in [0,1) of a small fast generator (Doty-Humphrey's sfc32): millions are drawn. */
export function uniforms(key: number): () => number {
  let [a, b, c, count] = [0, key, 0x9e3779b9, 1];
  const next = (): number => {
    const value = (((a + b) | 0) + count++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + value) | 0;
    return (value >>> 0) / 4294967296;
  };
  for (let warming = 0; warming < 12; warming++) next();
  return next;
}

/** Jöhnk's Beta(0.6, 0.9) between two atoms. */
function passRate(draw: () => number): number {
  const kind = draw();
  if (kind < 0.2) return kind < 0.1 ? 0 : 1;
  for (;;) {
    const x = draw() ** (1 / 0.6);
    const y = draw() ** (1 / 0.9);
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
}

/** Uniform with mean 0 and deviation 0.1. */
function spread(draw: () => number): number {
  return (draw() - 0.5) * Math.sqrt(12) * 0.1;
}

/** A sum of four uniforms with mean 0 and deviation 1. */
function bell(draw: () => number): number {
  return (draw() + draw() + draw() + draw() - 2) * Math.sqrt(3);
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
