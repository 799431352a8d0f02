import { randomStream } from "../trainer/random-stream.js";

/** Other numbers in all columns [B,T] of float32 where `action` is 0; nothing may depend on them. */
export function withNoise<Columns extends { readonly action: Uint8Array }>(columns: Columns): Columns {
  const { action } = columns;
  const random = randomStream(5);
  const noisy: [string, Float32Array][] = [];
  for (const [name, column] of Object.entries(columns) as [string, unknown][]) {
    if (!(column instanceof Float32Array) || column.length !== action.length) continue;
    const noise = random.at(name);
    noisy.push([name, column.map((value, place) => (action[place] === 1 ? value : 3 * noise.normal(place)))]);
  }
  return { ...columns, ...Object.fromEntries(noisy) };
}
