/** Where training is: `step` from 1 to `of`. Schedules are functions of it. */
export interface Progress {
  readonly step: number;
  readonly of: number;
}
