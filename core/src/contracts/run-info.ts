/** What trackers are told at the beginning. */
export interface RunInfo {
  readonly name: string;
  /** Folder or other address of the run. */
  readonly location: string;
  readonly steps: number;
  /** The last complete step that a resumed run goes on from; 0 in a new one. */
  readonly resumedFrom: number;
}
