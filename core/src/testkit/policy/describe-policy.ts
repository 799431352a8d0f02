import { suiteTitle } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { generationLaws } from "./generation-laws.js";
import { gradientLaws } from "./gradient-law.js";
import type { PolicySubject } from "./policy-subject.js";
import { samplingLaws } from "./sampling-laws.js";
import { scalarModelLaws } from "./scalar-model-laws.js";
import { entropyLaws, scoringLaws } from "./scoring-laws.js";
import { stateLaws } from "./state-laws.js";
import { trainingLaws } from "./training-laws.js";
import { gives } from "./trained.js";

/**
 * Tests a policy: generation reports what scoring gives, with or without a cache, and draws by the request's random numbers alone; rows do not depend on
 * their company; gradients are those of the scores and add up; snapshots go on exactly, frozen copies stay, and nothing leaks.
 *
 *     describePolicy({ describe, it }, { component: transformer, options: { layers: 1, width: 8, heads: 2 } });
 *
 * Choose options of a small policy whose tokens are not all equally likely. What it is tested for beyond that hangs on what its definition `gives`:
 * "policy.entropy", "policy.scalar-model".
 */
export function describePolicy(runner: TestRunner, subject: PolicySubject): void {
  describeLaws(
    runner,
    suiteTitle(subject),
    {
      ...{ ...generationLaws, ...samplingLaws, ...scoringLaws, ...trainingLaws, ...gradientLaws, ...stateLaws },
      ...(gives(subject, "policy.entropy") && entropyLaws),
      ...(gives(subject, "policy.scalar-model") && scalarModelLaws),
    },
    subject,
  );
}
