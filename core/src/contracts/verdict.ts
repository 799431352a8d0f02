/** How a rollout was judged. */
export interface Verdict {
  /** `abstain`: the verifier cannot tell; `error` and `timeout`: it failed. None of the three is a reward. */
  readonly outcome: "correct" | "incorrect" | "abstain" | "error" | "timeout";
  readonly reason: string;
  /** The answer that was found in the completion. */
  readonly extracted?: string;
}
