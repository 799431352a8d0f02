/** Whether two answers are the same: shown to be, shown not to be, or neither. Only the first is ever rewarded. */
export type Outcome = "equal" | "different" | "unknown";

/** Of several parts: equal if all are, different if one is. */
export function all(outcomes: Iterable<Outcome>): Outcome {
  let result: Outcome = "equal";
  for (const outcome of outcomes) {
    if (outcome === "different") return "different";
    if (outcome === "unknown") result = "unknown";
  }
  return result;
}

/** Of several readings: equal if one is, different if all are. */
export function any(outcomes: Iterable<Outcome>): Outcome {
  let result: Outcome = "different";
  for (const outcome of outcomes) {
    if (outcome === "equal") return "equal";
    if (outcome === "unknown") result = "unknown";
  }
  return result;
}
