import type { Selection } from "../../contracts/selection.js";
import { suiteTitle, type ComponentSubject } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { selectionLaws } from "./selection-laws.js";

/**
 * Tests a selection on random batches: it gives ascending row numbers, none from an empty batch, the same from the same stream, keyed by group where chance
 * decides; it changes nothing, and every option does something.
 *
 *     describeSelection({ describe, it }, { component: bestOfN });
 */
export function describeSelection(runner: TestRunner, subject: ComponentSubject<Selection>): void {
  describeLaws(runner, suiteTitle(subject), selectionLaws, subject);
}
