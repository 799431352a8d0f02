/** Ends a command with exit code 1 after it has printed itself what failed. */
export class ReportedFailure extends Error {
  override readonly name = "ReportedFailure";
}
