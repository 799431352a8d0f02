/** A judged answer: a row of `evaluations/step-N.jsonl`. */
export interface EvaluatedAnswer {
  readonly set: string;
  readonly problem: string;
  readonly difficulty?: number;
  readonly outcome: string;
}
