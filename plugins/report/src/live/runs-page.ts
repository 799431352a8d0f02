import type { RunsData } from "../data/runs-data.js";
import { htmlDocument } from "../html/html-document.js";

/** The list of the runs of a folder, which listens to the server's events at `events`. */
export function runsPage(data: RunsData, events: string): string {
  return htmlDocument({ title: `${data.location} · runs`, kind: "runs", data, live: { events } });
}
