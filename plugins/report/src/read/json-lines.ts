import { UserError } from "@lode/core";

/**
 * The rows of a JSON Lines file. A part of a line at the end is left out: a run that is still training, or was killed, may be in the middle of it.
 * Throws RUN_DAMAGED for a line before the end that is not JSON.
 */
export function jsonLines<Row>(content: string, file: string): readonly Row[] {
  const lines = content.split("\n");
  lines.pop();
  return lines.map((line, place) => {
    try {
      return JSON.parse(line) as Row;
    } catch (cause) {
      throw new UserError("RUN_DAMAGED", `line ${place + 1} is not JSON`, {
        place: { file },
        remedy: "Remove the line, or restore the file from a copy.",
        cause,
      });
    }
  });
}
