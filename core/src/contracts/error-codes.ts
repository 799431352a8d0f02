/** Every code that Lode reports, with what it means and what mends it. Codes of plugins stand in their own tables. */
export const ERROR_CODES = {
  USAGE: { meaning: "The command line is not understood.", remedy: "Read `lode COMMAND --help`." },
  FILE_UNREADABLE: { meaning: "A file that was named cannot be read.", remedy: "Check the path; paths are relative to the file that names them." },
  JSON_INVALID: { meaning: "A file is not valid JSON.", remedy: "Mend the place that the message names." },
  RECIPE_EXTENDS_CYCLE: { meaning: "Recipes extend one another in a circle.", remedy: "Remove one `extends` of the circle." },
  RECIPE_UNKNOWN_KEY: { meaning: "A key that nothing reads.", remedy: "Use the nearest valid key, or remove it." },
  RECIPE_INVALID_VALUE: { meaning: "A value of the wrong type or outside its range.", remedy: "Give a value of the kind that the message names." },
  RECIPE_MISSING_KEY: { meaning: "A key without default is missing.", remedy: "Add it." },
  RECIPE_WRONG_MODE: { meaning: "An option that another mode reads.", remedy: "Remove the option or change the mode." },
  PLUGIN_NOT_FOUND: { meaning: "A plugin that the recipe names cannot be found.", remedy: "Install the package or correct the path." },
  PLUGIN_INVALID: { meaning: "A module is not a Lode plugin.", remedy: "Export the result of `definePlugin` as default." },
  PLUGIN_INCOMPATIBLE: { meaning: "A plugin asks for another version of the core.", remedy: "Install a version of the plugin or of the core that fits." },
  PLUGIN_DUPLICATE: { meaning: "Two plugins register the same component.", remedy: "Remove one of them from `plugins`." },
  PLUGIN_FAILED: { meaning: "A plugin's code threw.", remedy: "Report it to the plugin's author with the message; `--debug` shows where." },
  DUPLICATE_LIBRARY: {
    meaning: "A plugin brought a second copy of a library that must be single.",
    remedy: "Make it a peer dependency of the plugin and install again.",
  },
  COMPONENT_UNKNOWN: { meaning: "`use` names a component that no named plugin has.", remedy: "Correct the name or add the plugin to `plugins`." },
  COMPONENT_CYCLE: { meaning: "Components need one another in a circle.", remedy: "Break the circle in the plugins that the message names." },
  COMPONENT_MISSING: { meaning: "A component needs another that the recipe leaves out.", remedy: "Add the component that the message names." },
  CAPABILITY_UNMET: { meaning: "A component needs something that nothing in the recipe gives.", remedy: "Make the edit that the message names." },
  CAPABILITY_CONFLICT: { meaning: "Two components of the recipe exclude each other.", remedy: "Replace one of them." },
  ENGINE_UNAVAILABLE: {
    meaning: "No engine, or not the one asked for, loads on this machine.",
    remedy: 'Use `"engine": "auto"`, or install what the message names.',
  },
  ENGINE_SECOND: { meaning: "A second engine was asked for in one process.", remedy: "Run it in a process of its own." },
  RUN_EXISTS: { meaning: "The run folder exists.", remedy: "Continue with `--resume`, or replace it with `--force`." },
  RUN_NOT_FOUND: { meaning: "There is no run in that folder.", remedy: "Check the path; `lode train RECIPE` makes one." },
  RUN_LOCKED: { meaning: "Another process uses the run folder.", remedy: "Wait for it or stop it." },
  RUN_DAMAGED: { meaning: "A file of the run cannot be read.", remedy: "Remove the damaged checkpoint; training resumes from the one before." },
  RUN_INTERRUPTED: { meaning: "The run was stopped by the user.", remedy: "Continue with `--resume`." },
  DATA_INVALID: { meaning: "A problem, text or demonstration cannot be used.", remedy: "Mend the data that the message names." },
  NUMBER_NOT_FINITE: {
    meaning: "A loss, gradient, reward or metric is not a finite number.",
    remedy: "Lower the learning rate, or mend the component that the message names.",
  },
  SHAPE_MISMATCH: { meaning: "An array has the wrong length.", remedy: "Mend the component that the message names." },
  STALE_WEIGHTS: {
    meaning: "Rollouts come from other weights than the sampler claims.",
    remedy: "Mend the policy: `publish` must take effect before `generate`.",
  },
  LOGPROB_MISMATCH: {
    meaning: "The generator reports other log-probabilities than the trainer computes.",
    remedy: "Mend the policy, or raise `training.mismatchLimit` and correct for it in the objective.",
  },
  VERDICTS_UNSETTLED: {
    meaning: "Too many rollouts of a step are neither correct nor incorrect.",
    remedy: "Mend the verifier or the answers of the problems, or raise `training.unsettledLimit`.",
  },
  THREAD_ENDED: {
    meaning: "The thread that computes ended before its work was done.",
    remedy: "Give it more memory with `NODE_OPTIONS=--max-old-space-size=MEBIBYTES`, or mend the plugin that ended it; a run goes on with `--resume`.",
  },
  PROCESS_ENDED: {
    meaning: "A process that computes for another ended before its work was done.",
    remedy: "Run fewer at one time, or mend the plugin that ended it; the same command goes on where it stopped.",
  },
  SUITE_UNFAIR: {
    meaning: "The recipes of a suite differ in more than the algorithm.",
    remedy: "Make them equal there, or name the class of the difference in `allow`.",
  },
  SUITE_CHANGED: {
    meaning: "A suite, or a part of it, is not the one that was begun.",
    remedy: "Give what changed another name or folder.",
  },
  INTERNAL: { meaning: "Lode contradicts itself.", remedy: "Please report it, with the output of `--debug`." },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;
