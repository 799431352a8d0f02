import { specialFunctions } from "../statistics/special-functions.js";
import { gaussLegendre, type QuadratureNode } from "./gauss-legendre.js";

const CELLS = 250;
const NODES: readonly QuadratureNode[] = gaussLegendre(24);

/**
 * The probability of a claim at a later look, by ρ = asin |r|. It sets in at the first break, and more sets in at each other, like a square root: between two
 * breaks its values stand at ρ = b + (b' - b) u², u in equal cells of [0,1]. The last break is where this look, if there is one, makes a claim at once.
 */
export interface ClaimsLater {
  readonly breaks: readonly number[];
  /** One array less than breaks. */
  readonly values: readonly Float64Array[];
}

/** At the last look, which makes a claim beyond `end`. */
export function noneLater(end: number): ClaimsLater {
  return { breaks: [end], values: [] };
}

/** With S seeds, of whom S + 1 have `later`. A step from r leads to |r_{S+1}| <= √((1 + S r²) / (S + 1)): that is where its breaks come from. */
export function claimsBefore(later: ClaimsLater, seeds: number, end: number): ClaimsLater {
  const onsets = later.breaks.map((angle) => Math.asin(Math.sqrt(Math.max(0, ((seeds + 1) * Math.sin(angle) ** 2 - 1) / seeds))));
  const breaks = [...new Set(onsets)].filter((angle) => angle < end).concat(end);
  const values = breaks.slice(1).map((next, place) => {
    const width = next - breaks[place];
    return Float64Array.from({ length: CELLS + 1 }, (_, cell) => claimsFrom(Math.sin(breaks[place] + width * (cell / CELLS) ** 2), seeds, later));
  });
  return { breaks, values };
}

/**
 * The probability of a claim after S seeds with this r. With A² = 1 + S r² and ψ = atan(√S r), |r_{S+1}| = A sin θ / √(S+1), θ in [0, π/2] with density
 * proportional to cos^{S-1}(θ - ψ) + |cos(θ + ψ)|^{S-1}.
 */
export function claimsFrom(r: number, seeds: number, later: ClaimsLater): number {
  const scale = Math.sqrt((1 + seeds * r * r) / (seeds + 1));
  const turn = Math.atan(Math.sqrt(seeds) * r);
  const angles = later.breaks.map((angle) => Math.asin(Math.min(1, Math.sin(angle) / scale)));
  const constant = angleDensity(seeds);
  const density = (angle: number): number => constant * (Math.cos(angle - turn) ** (seeds - 1) + Math.abs(Math.cos(angle + turn)) ** (seeds - 1));
  const reach = angles[angles.length - 1];
  const corner = Math.min(reach, Math.PI / 2 - turn);
  let total = 1 - integral(density, 0, corner) - integral(density, corner, reach);
  later.values.forEach((_, segment) => {
    const low = angles[segment];
    const claims = (root: number): number => {
      const angle = low + root * root;
      return 2 * root * density(angle) * at(later, segment, Math.asin(Math.min(1, scale * Math.sin(angle))));
    };
    total += integral(claims, 0, Math.sqrt(angles[segment + 1] - low));
  });
  return total;
}

function integral(f: (x: number) => number, low: number, high: number): number {
  if (low === high) return 0;
  const half = (high - low) / 2;
  return NODES.reduce((sum, [place, weight]) => sum + half * weight * f(low + half * (1 + place)), 0);
}

/** 1 / ∫ cos^{S-1} φ over a half turn. */
function angleDensity(seeds: number): number {
  const { logGamma } = specialFunctions;
  return Math.exp(logGamma((seeds + 1) / 2) - logGamma(seeds / 2)) / Math.sqrt(Math.PI);
}

function at({ breaks, values }: ClaimsLater, segment: number, angle: number): number {
  const share = (angle - breaks[segment]) / (breaks[segment + 1] - breaks[segment]);
  const place = Math.sqrt(Math.min(1, Math.max(0, share))) * CELLS;
  const cell = Math.min(CELLS - 1, Math.floor(place));
  const [low, high] = [values[segment][cell], values[segment][cell + 1]];
  return low + (high - low) * (place - cell);
}
