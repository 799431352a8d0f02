/** A rollout on a page: a record of `rollouts/step-N.jsonl` without what nobody looks at. Numbers have four digits. */
export interface ShownRollout {
  readonly problem: string;
  readonly sample: number;
  readonly prompt: string;
  readonly answer: string;
  readonly text: string;
  readonly stop: string;
  readonly verdict?: { readonly outcome: string; readonly reason: string; readonly extracted?: string };
  readonly reward?: number;
  /** The mean over the completion's tokens. */
  readonly advantage?: number;
  readonly selected: boolean;
  /** What each completion token reads; absent where the tokenizer is not at hand. */
  readonly pieces?: readonly string[];
  /** The token weights of the completion, one a piece. */
  readonly weights?: readonly number[];
  /** Log-probabilities of the completion's tokens, nats, one a piece. */
  readonly logprobs?: readonly number[];
  /** Advantages of the completion's tokens where they are not all the same, one a piece. */
  readonly advantages?: readonly number[];
}
