/**
 * p-values adjusted for being several (Holm 1979), in the order given: with the M values sorted, p̃_(j) = max over i <= j of min(1, (M - i + 1)·p_(i)).
 * Those under a level are claims of which, with probability 1 - level, none is false.
 * @param pValues [M]
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, place) => place).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((place, rank) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - rank) * pValues[place]));
    adjusted[place] = largest;
  });
  return adjusted;
}
