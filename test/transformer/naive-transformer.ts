/**
 * A transformer written down once more, on plain arrays in float64, one token and one head at a time: what the policy is compared with.
 * Nothing here is shared with the plugin but the names of the parameters.
 */
export type NaiveWeights = Readonly<Record<string, { readonly shape: readonly number[]; readonly data: ArrayLike<number> }>>;

export interface NaiveSizes {
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly ropeBase: number;
}

type Vector = readonly number[];

const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, place) => sum + value * b[place], 0);
const plus = (a: Vector, b: Vector): Vector => a.map((value, place) => value + b[place]);

function rows(weights: NaiveWeights, name: string): Vector[] {
  const { shape, data } = weights[name];
  const width = shape[shape.length - 1];
  return Array.from({ length: data.length / width }, (_, row) => Array.from({ length: width }, (__, column) => data[row * width + column]));
}

const linear = (weights: NaiveWeights, name: string, x: Vector): Vector => rows(weights, name).map((row) => dot(row, x));

function norm(weights: NaiveWeights, name: string, x: Vector): Vector {
  const size = Math.sqrt(dot(x, x) / x.length + 1e-6);
  return rows(weights, name)[0].map((gain, place) => (gain * x[place]) / size);
}

/** Pairs (j, j + half) as complex numbers, turned by their angle. */
function rotated(head: Vector, position: number, base: number): Vector {
  const half = head.length / 2;
  return head.map((value, place) => {
    const pair = place % half;
    const angle = position / base ** (pair / half);
    return place < half ? value * Math.cos(angle) - head[place + half] * Math.sin(angle) : value * Math.cos(angle) + head[pair] * Math.sin(angle);
  });
}

function softmax(scores: Vector): Vector {
  const largest = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function attention(weights: NaiveWeights, prefix: string, states: readonly Vector[], sizes: NaiveSizes): Vector[] {
  const headsOf = (name: string, count: number): Vector[][] =>
    states.map((state) => {
      const all = linear(weights, `${prefix}.self_attn.${name}.weight`, state);
      const width = all.length / count;
      return Array.from({ length: count }, (_, head) => all.slice(head * width, (head + 1) * width));
    });
  const turned = (heads: Vector[][]): Vector[][] => heads.map((token, position) => token.map((head) => rotated(head, position, sizes.ropeBase)));
  const queries = turned(headsOf("q_proj", sizes.heads));
  const keys = turned(headsOf("k_proj", sizes.keyValueHeads));
  const values = headsOf("v_proj", sizes.keyValueHeads);
  return states.map((_, position) => {
    const mixed = queries[position].flatMap((query, head) => {
      const shared = Math.floor(head / (sizes.heads / sizes.keyValueHeads));
      const seen = Array.from({ length: position + 1 }, (__, place) => place);
      const shares = softmax(seen.map((place) => dot(query, keys[place][shared]) / Math.sqrt(query.length)));
      return query.map((__, index) =>
        dot(
          shares,
          seen.map((place) => values[place][shared][index]),
        ),
      );
    });
    return linear(weights, `${prefix}.self_attn.o_proj.weight`, mixed);
  });
}

function feedForward(weights: NaiveWeights, prefix: string, x: Vector): Vector {
  const gate = linear(weights, `${prefix}.mlp.gate_proj.weight`, x);
  const up = linear(weights, `${prefix}.mlp.up_proj.weight`, x);
  return linear(
    weights,
    `${prefix}.mlp.down_proj.weight`,
    gate.map((value, place) => (value / (1 + Math.exp(-value))) * up[place]),
  );
}

/** The state after each token of one row. */
export function naiveStates(weights: NaiveWeights, tokens: ArrayLike<number>, sizes: NaiveSizes): Vector[] {
  const embedding = rows(weights, "model.embed_tokens.weight");
  let states: Vector[] = Array.from(tokens, (token) => embedding[token]);
  for (let layer = 0; layer < sizes.layers; layer++) {
    const prefix = `model.layers.${layer}`;
    const mixed = attention(
      weights,
      prefix,
      states.map((state) => norm(weights, `${prefix}.input_layernorm.weight`, state)),
      sizes,
    );
    states = states.map((state, position) => plus(state, mixed[position]));
    states = states.map((state) => plus(state, feedForward(weights, prefix, norm(weights, `${prefix}.post_attention_layernorm.weight`, state))));
  }
  return states.map((state) => norm(weights, "model.norm.weight", state));
}

/** The distribution of the next token after each token of one row. */
export function naiveDistributions(weights: NaiveWeights, tokens: ArrayLike<number>, sizes: NaiveSizes, temperature: number): Vector[] {
  return naiveStates(weights, tokens, sizes).map((state) => softmax(linear(weights, "model.embed_tokens.weight", state).map((logit) => logit / temperature)));
}
