import { createRequire } from "node:module";

/** Modules of @lode/core that it does not export, since only core itself needs them. */
interface Modules {
  "run/file-run-store": typeof import("../../core/src/run/file-run-store.js");
  "run/initial-weights": typeof import("../../core/src/run/initial-weights.js");
  "run/run-folder": typeof import("../../core/src/run/run-folder.js");
  "run/run-lock": typeof import("../../core/src/run/run-lock.js");
  "run/run-process": typeof import("../../core/src/run/run-process.js");
  "run/run-record": typeof import("../../core/src/run/run-record.js");
  "trainer/budget": typeof import("../../core/src/trainer/budget.js");
  "trainer/check-sampler": typeof import("../../core/src/trainer/check-sampler.js");
  "trainer/checkpoint": typeof import("../../core/src/trainer/checkpoint.js");
  "trainer/check-verdicts": typeof import("../../core/src/trainer/check-verdicts.js");
  "trainer/collect": typeof import("../../core/src/trainer/collect.js");
  "trainer/counted-draws": typeof import("../../core/src/trainer/counted-draws.js");
  "trainer/evaluate": typeof import("../../core/src/trainer/evaluate.js");
  "trainer/evaluation-records": typeof import("../../core/src/trainer/evaluation-records.js");
  "trainer/fill-columns": typeof import("../../core/src/trainer/fill-columns.js");
  "trainer/micro-batches": typeof import("../../core/src/trainer/micro-batches.js");
  "trainer/mini-batches": typeof import("../../core/src/trainer/mini-batches.js");
  "trainer/old-is-present": typeof import("../../core/src/trainer/old-is-present.js");
  "trainer/phase-timer": typeof import("../../core/src/trainer/phase-timer.js");
  "trainer/random-stream": typeof import("../../core/src/trainer/random-stream.js");
  "trainer/rollout-batch": typeof import("../../core/src/trainer/rollout-batch.js");
  "trainer/rollout-records": typeof import("../../core/src/trainer/rollout-records.js");
  "trainer/safetensors": typeof import("../../core/src/trainer/safetensors.js");
  "trainer/sample-evaluation": typeof import("../../core/src/trainer/sample-evaluation.js");
  "trainer/select-rows": typeof import("../../core/src/trainer/select-rows.js");
  "trainer/step": typeof import("../../core/src/trainer/step.js");
  "trainer/sum-metrics": typeof import("../../core/src/trainer/sum-metrics.js");
  "trainer/trainer": typeof import("../../core/src/trainer/trainer.js");
  "trainer/trainer-metrics": typeof import("../../core/src/trainer/trainer-metrics.js");
  "trainer/update": typeof import("../../core/src/trainer/update.js");
}

const load = createRequire(import.meta.url);

/** A module of core as it was built. */
export function core<Name extends keyof Modules>(name: Name): Modules[Name] {
  return load(`../../../core/dist/${name}.js`) as Modules[Name];
}
