import type { Advantage } from "../../contracts/advantage.js";
import { suiteTitle, type ComponentSubject } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { neededGroup } from "./advantage-batch.js";
import { advantageLaws } from "./advantage-laws.js";
import { groupLaws, withoutGroupLaws } from "./group-laws.js";

/**
 * Tests an advantage estimator on random batches: a number for every token and 0 where there is no action; padding, order, holes and what stands under the
 * mask do not matter; token rewards count; groups are estimated by themselves where it needs groups, and not looked at where it does not; it is pure and
 * finite, and every option does something.
 *
 *     describeAdvantage({ describe, it }, { component: rloo });
 */
export function describeAdvantage(runner: TestRunner, subject: ComponentSubject<Advantage>): void {
  const further = neededGroup(subject) > 0 ? groupLaws : withoutGroupLaws;
  describeLaws(runner, suiteTitle(subject), { ...advantageLaws, ...further }, subject);
}
