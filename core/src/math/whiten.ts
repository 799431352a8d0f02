import { moments } from "./moments.js";

/** (a - mean) / sqrt(variance + 1e-8) over all action tokens of the batch, sample variance; 0 where `action` is 0. Both arrays are [B,T]. */
export function whiten(advantages: Float32Array, action: Uint8Array): Float32Array {
  const { mean, variance } = moments(advantages.filter((_, place) => action[place] === 1));
  const deviation = Math.sqrt(variance + 1e-8);
  return advantages.map((value, place) => (action[place] === 1 ? (value - mean) / deviation : 0));
}
