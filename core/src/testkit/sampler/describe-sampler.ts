import type { Sampler } from "../../contracts/sampler.js";
import { suiteTitle } from "../component-subject.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import type { Subject } from "../with-component.js";
import { groupLaws } from "./group-laws.js";
import { rolloutLaws } from "./rollout-laws.js";

/**
 * Tests a sampler on a small policy and tokenizer of the testkit: it yields what it is asked for, uses the draws that it takes, its rollouts are well
 * formed and hang on seed and draw alone, and it ends when it is aborted.
 *
 *     describeSampler({ describe, it }, { component: group, options: { groupSize: 4, maxTokens: 8 } });
 *
 * Problems have prompts and solutions in the letters a to f; the verifier, where the sampler asks for one, accepts texts of even length.
 */
export function describeSampler(runner: TestRunner, subject: Subject<Sampler>): void {
  describeLaws(runner, suiteTitle(subject), { ...groupLaws, ...rolloutLaws }, subject);
}
