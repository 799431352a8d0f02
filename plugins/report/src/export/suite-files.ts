/** What is read of the files of a suite; plugins/compare/README.md says what they hold. */
export interface SuiteState {
  readonly runs: readonly { readonly recipe: string; readonly seed: number; readonly folder: string }[];
}

export interface SuiteCurves {
  readonly recipes: readonly {
    readonly name: string;
    readonly runs: readonly { readonly seed: number; readonly points: readonly { readonly step: number; readonly pass1: number }[] }[];
  }[];
}

export interface SuiteResult {
  readonly recipes: readonly object[];
  readonly pairs: readonly object[];
}
