/** How numbers of tokens become levels of heat. */
export interface HeatScale {
  /** The number of the strongest level. */
  readonly top: number;
  /** From 0, nothing, to 6; negative for numbers below 0. */
  readonly level: (value: number) => number;
}

export const HEAT_LEVELS = 6;

/** Levels in equal parts from 0 to the largest number, in size; all 0 where there is no number but 0. */
export function heatScale(values: readonly number[]): HeatScale {
  const top = Math.max(0, ...values.map(Math.abs));
  return { top, level: (value) => (top === 0 ? 0 : Math.round((HEAT_LEVELS * value) / top)) };
}
