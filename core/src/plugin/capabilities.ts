import type { Capability } from "./component-definition.js";

/** `group>=2` asks for a quantity; anything else for a name. */
const QUANTITY = /^(.+)>=(\d+)$/;

/** True when one of the given capabilities meets the need: the same name, or a quantity ("group=8") that is large enough. */
export function meets(given: Iterable<Capability>, need: Capability): boolean {
  const quantity = QUANTITY.exec(need);
  for (const capability of given) {
    if (capability === need) return true;
    const [name, amount] = capability.split("=");
    if (quantity && name === quantity[1] && Number(amount) >= Number(quantity[2])) return true;
  }
  return false;
}

/** The largest amount of a quantity that is needed: 2 for "group" in ["group>=2", "values"], 0 where none is. */
export function largestNeed(needs: Iterable<Capability>, name: string): number {
  let largest = 0;
  for (const need of needs) {
    const quantity = QUANTITY.exec(need);
    if (quantity?.[1] === name) largest = Math.max(largest, Number(quantity[2]));
  }
  return largest;
}
