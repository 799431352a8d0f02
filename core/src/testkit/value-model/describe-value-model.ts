import type { ValueModel } from "../../contracts/value-model.js";
import { suiteTitle, type ComponentSubject } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { valueModelLaws } from "./value-model-laws.js";

/**
 * Tests a value model on random batches: a finite number for every token, from the tokens before it alone; padding, order and what stands under the mask do
 * not matter; it learns towards the returns, in `learn` alone; it does the same from the same history and goes on exactly from a snapshot; it changes nothing
 * that it is given, and every option does something.
 *
 *     describeValueModel({ describe, it }, { component: critic });
 */
export function describeValueModel(runner: TestRunner, subject: ComponentSubject<ValueModel>): void {
  describeLaws(runner, suiteTitle(subject), valueModelLaws, subject);
}
