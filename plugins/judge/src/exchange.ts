/** What came of one request: the text that the model wrote, or why there is none. */
export type Exchange = Written | Failure;

export interface Written {
  readonly text: string;
}

export interface Failure {
  readonly outcome: "error" | "timeout";
  readonly reason: string;
  /** Whether another try may do better. */
  readonly retry: boolean;
  /** The header of that name. */
  readonly retryAfter: string | null;
}
