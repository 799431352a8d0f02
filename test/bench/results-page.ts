import { notesOf, versionsInWords, type Report } from "./report.js";
import { cellsOf, HEADINGS } from "./row-text.js";

/** The report as `RESULTS.md`. */
export function resultsPage(report: Report): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.trim().replaceAll("|", "\\|")).join(" | ")} |`;
  const table = [line(HEADINGS), line(HEADINGS.map(() => "---")), ...report.rows.map((row) => line(cellsOf(row)))];
  return [
    "# Results of the benchmark",
    "",
    `Written by \`${report.command}\`; [README.md](README.md) says what is compared and how to read it.`,
    "",
    `- machine: ${report.machine}`,
    `- versions: ${versionsInWords(report)}`,
    `- engine: ${report.engine}`,
    ...report.remarks.map((reason) => `- ${reason}`),
    "",
    "Two numbers are of the best step and of the median step; got = how many times as good as the peer (for memory: how many times as small).",
    "",
    ...table,
    "",
    "## Notes",
    "",
    ...notesOf(report).map((note) => `- ${note}`),
    "",
  ].join("\n");
}
