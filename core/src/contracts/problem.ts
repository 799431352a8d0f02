/** One turn of a conversation. */
export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A task with a known answer. */
export interface Problem {
  readonly id: string;
  readonly prompt: string | readonly Message[];
  /** The problem's own text, without the instructions and examples that `prompt` puts around it; left out where the prompt is nothing else. */
  readonly question?: string;
  /** The gold answer that a verifier compares with. */
  readonly answer: string;
  /** A written-out solution that ends with the answer, for demonstrations. */
  readonly solution?: string;
  readonly difficulty?: number;
  /** Share of correct rollouts of the initial policy, 0 to 1. */
  readonly passRate?: number;
}

/** A problem at its place in the run's stream of problems. */
export interface Draw {
  readonly problem: Problem;
  /** Place in the stream, from 0. It keys all randomness of the problem's rollouts. */
  readonly index: number;
}
