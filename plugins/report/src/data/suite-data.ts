import type { DifficultyLevel } from "./evaluated-step.js";
import type { SuiteCurves, SuiteResult, SuiteState } from "./suite-files.js";

/** All that the page of a suite shows, as JSON. */
export interface SuiteData {
  /** The folder as the user named it. */
  readonly location: string;
  readonly state: SuiteState;
  /** Absent until every run has ended. */
  readonly result?: SuiteResult;
  readonly curves?: SuiteCurves;
  /** Pass rates of the last evaluation by difficulty, averaged over a recipe's runs. */
  readonly difficulties: readonly RecipeDifficulties[];
  /** Folders of runs that have a page of their own. */
  readonly pages: readonly string[];
}

export interface RecipeDifficulties {
  readonly recipe: string;
  readonly levels: readonly DifficultyLevel[];
}
