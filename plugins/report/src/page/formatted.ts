/** A number for people: fractions in per cent, others with four digits, all with a true minus sign. */
export function formatted(value: number | undefined, unit = "1"): string {
  if (value === undefined) return "–";
  const text = unit === "fraction" ? `${(100 * value).toFixed(1)}\u202f%` : plain(value);
  return text.replace("-", "−");
}

function plain(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return size >= 10_000 ? value.toLocaleString("en-US") : String(value);
  if (size >= 10_000) return Math.round(value).toLocaleString("en-US");
  return size < 0.001 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}
