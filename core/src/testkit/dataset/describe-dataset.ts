import { suiteTitle } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { datasetLaws, seededDatasetLaws } from "./dataset-laws.js";
import type { DatasetSubject } from "./dataset-subject.js";

/**
 * Tests a data set: its stream can be continued anywhere, the same draw stands at the same place, and `once` gives each problem once in a fixed order,
 * and ends. Choose options with few problems.
 *
 *     describeDataset({ describe, it }, { component: arithmetic, options: { levels: [1] } });
 */
export function describeDataset(runner: TestRunner, subject: DatasetSubject): void {
  const laws = subject.seeded === false ? datasetLaws : { ...datasetLaws, ...seededDatasetLaws };
  describeLaws(runner, suiteTitle(subject), laws, { moreThan: 10_000, ...subject });
}
