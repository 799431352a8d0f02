import { suiteTitle } from "../component-subject.js";
import { describeLaws, type Laws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { DECLARABLE } from "./declared-laws.js";
import { objectiveLaws } from "./objective-laws.js";
import type { ObjectiveSubject } from "./objective-subject.js";

/**
 * Tests an objective on random batches: its gradient against central differences; that micro-batches add up; that padding, order, holes and what stands
 * under the mask do not matter; that it is normalised as it states; that it is pure, finite and leaves no tensor; that every option does something; and the
 * laws that it declares.
 *
 *     describeObjective({ describe, it }, { component: ppo });
 *     describeObjective({ describe, it }, { component: gspo, options: { clipLow: 0.1, clipHigh: 0.1 } });
 */
export function describeObjective(runner: TestRunner, subject: ObjectiveSubject): void {
  const { laws = [] } = subject.component;
  const declared = laws.filter((law) => Object.hasOwn(DECLARABLE, law));
  const further: Laws<ObjectiveSubject> = Object.fromEntries(declared.map((law) => [`keeps the law ${law}`, DECLARABLE[law]]));
  describeLaws(runner, suiteTitle(subject), { ...objectiveLaws, ...further }, subject);
}
