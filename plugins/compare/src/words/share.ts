/** A share or a difference of shares, for people. Never "-0.000". */
export function share(value: number): string {
  const text = value.toFixed(3);
  return Number(text) === 0 ? "0.000" : text;
}
