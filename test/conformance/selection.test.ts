import type { Selection } from "@lode/core";
import { describeSelection, type ComponentSubject } from "@lode/core/testkit";
import { oneOfEach } from "@lode/oreal";
import { all, bestOfN, informative } from "@lode/sampling";

const SUBJECTS: readonly ComponentSubject<Selection>[] = [{ component: all }, { component: informative }, { component: bestOfN }, { component: oneOfEach }];

for (const subject of SUBJECTS) describeSelection({ describe, it }, subject);
