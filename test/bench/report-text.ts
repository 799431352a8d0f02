import { notesOf, versionsInWords, type Report } from "./report.js";
import { cellsOf, HEADINGS } from "./row-text.js";

/** The report as aligned text. */
export function reportText(report: Report): string {
  const lines = [HEADINGS, ...report.rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const table = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
  const about = [`machine   ${report.machine}`, `versions  ${versionsInWords(report)}`, `engine    ${report.engine}`, ...report.remarks];
  const legend = "Two numbers are of the best step and of the median step; got = how many times as good as the peer.";
  return `${[...about, "", ...table, "", legend, ...notesOf(report).map((note) => `- ${note}`)].join("\n")}\n`;
}
