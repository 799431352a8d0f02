import { suiteTitle } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { rowLaws } from "./row-laws.js";
import { trackerLaws } from "./tracker-laws.js";
import type { TrackerSubject } from "./tracker-subject.js";

/**
 * Tests a tracker: it bears every run and whatever rollouts contain, changes nothing that it is given, goes on with a resumed run as if it had never
 * stopped, and keeps every row.
 *
 *     describeTracker({ describe, it }, { component: jsonl, rows: (files) => parse(files.get("metrics.jsonl")) });
 */
export function describeTracker(runner: TestRunner, subject: TrackerSubject): void {
  const laws = subject.rows === undefined ? trackerLaws : { ...trackerLaws, ...rowLaws };
  describeLaws(runner, suiteTitle(subject), laws, subject);
}
