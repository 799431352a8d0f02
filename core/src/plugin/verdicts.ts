import type { Verdict } from "../contracts/verdict.js";

export function correct(extracted?: string, reason = "accepted"): Verdict {
  return extracted === undefined ? { outcome: "correct", reason } : { outcome: "correct", reason, extracted };
}

export function incorrect(reason: string, extracted?: string): Verdict {
  return extracted === undefined ? { outcome: "incorrect", reason } : { outcome: "incorrect", reason, extracted };
}

export function abstain(reason: string, extracted?: string): Verdict {
  return extracted === undefined ? { outcome: "abstain", reason } : { outcome: "abstain", reason, extracted };
}
