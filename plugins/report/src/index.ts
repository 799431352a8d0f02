import { definePlugin } from "@lode/core";

export { runPage, type PageSettings } from "./html/run-page.js";
export { suitePage } from "./html/suite-page.js";
export type { SuiteData } from "./data/suite-data.js";
export type { RunData } from "./data/run-data.js";
export type { RunKnowledge } from "./data/run-knowledge.js";
export type { RunProcess } from "./data/run-process.js";
export type { RunUpdate } from "./data/run-update.js";
export { exportResults, type ExportSettings } from "./export/export-results.js";
export { liveReport, type LiveReportSettings } from "./live/live-report.js";
export { openInBrowser } from "./open-in-browser.js";
export { readRun } from "./read/read-run.js";
export { readSuite } from "./read/read-suite.js";
export { report, type ReportSettings, type WrittenReport } from "./report.js";

export default definePlugin({ name: "@lode/report", core: "^0.1.0", components: [] });
