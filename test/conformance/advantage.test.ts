import type { Advantage } from "@lode/core";
import { describeAdvantage, type ComponentSubject } from "@lode/core/testkit";
import { grpoAdvantage } from "@lode/grpo";
import { gae } from "@lode/ppo";
import { none, opo, rloo } from "@lode/reinforce";

const SUBJECTS: readonly ComponentSubject<Advantage>[] = [
  { component: none },
  { component: rloo },
  { component: opo },
  { component: grpoAdvantage },
  { component: grpoAdvantage, options: { scale: "none" } },
  { component: gae },
  { component: gae, options: { gamma: 0.97, lambda: 0.9, whiten: false } },
];

for (const subject of SUBJECTS) describeAdvantage({ describe, it }, subject);
