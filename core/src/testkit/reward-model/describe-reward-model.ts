import type { RewardModel } from "../../contracts/reward-model.js";
import { suiteTitle, type ComponentSubject } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { rewardModelLaws } from "./reward-model-laws.js";

/**
 * Tests a reward model on random, judged batches: shapes, finite numbers, weights from 0 to 1; padding, order and what stands under the mask do not matter;
 * it changes in `learn` alone, does the same from the same history and goes on exactly from a snapshot; it changes nothing that it is given, and every
 * option does something.
 *
 *     describeRewardModel({ describe, it }, { component: outcome });
 *     describeRewardModel({ describe, it }, { component: sum, options: { rewards: [{ use: "outcome" }, { use: "brief" }] }, components: [brief] });
 */
export function describeRewardModel(runner: TestRunner, subject: ComponentSubject<RewardModel>): void {
  describeLaws(runner, suiteTitle(subject), rewardModelLaws, subject);
}
