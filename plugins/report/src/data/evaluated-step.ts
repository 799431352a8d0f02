/** Pass rates of one evaluation set at one step, by difficulty. */
export interface EvaluatedStep {
  readonly step: number;
  readonly set: string;
  readonly levels: readonly DifficultyLevel[];
}

export interface DifficultyLevel {
  /** "1", "2" …, or "1.5 to 2.5". */
  readonly name: string;
  readonly problems: number;
  /** Mean over problems of the share of correct samples. */
  readonly pass1: number;
  /** Standard error of `pass1` over problems; absent for one problem. */
  readonly standardError?: number;
}
