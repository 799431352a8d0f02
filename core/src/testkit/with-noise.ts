import { randomStream } from "../trainer/random-stream.js";

/** Other numbers in all columns [B,T] of float32 where `action` is 0; nothing may depend on them. */
export function withNoise<Columns extends { readonly action: Uint8Array }>(columns: Columns): Columns {
  const { action } = columns;
  const spoilt = Object.entries(columns).filter(([, column]) => column instanceof Float32Array && column.length === action.length);
  const random = randomStream(5);
  const noisy = spoilt.map(([name, column]): [string, Float32Array] => {
    const noise = random.at(name);
    return [name, (column as Float32Array).map((value, place) => (action[place] === 1 ? value : 3 * noise.normal(place)))];
  });
  return { ...columns, ...Object.fromEntries(noisy) };
}
