import { component, definePlugin, Tracker } from "@lode/core";
import { consoleOptions } from "./console-options.js";
import { ConsoleTracker } from "./console-tracker.js";
import { jsonlOptions } from "./jsonl-options.js";
import { JsonlTracker } from "./jsonl-tracker.js";
import { keptRows } from "./kept-rows.js";
import { statusLine } from "./status-line.js";
import { TensorboardTracker } from "./tensorboard/tensorboard-tracker.js";

const consoleTracker = component(Tracker, {
  use: "console",
  description: "Live progress on a terminal, plain lines elsewhere, with some rollouts at each evaluation.",
  options: consoleOptions,
  create: ConsoleTracker,
});

const jsonlTracker = component(Tracker, {
  use: "jsonl",
  description: "Metrics and rollouts as JSON Lines in the run folder.",
  options: jsonlOptions,
  create: JsonlTracker,
});

const tensorboardTracker = component(Tracker, {
  use: "tensorboard",
  description: "Metrics as a file of events in the run folder, for TensorBoard.",
  create: TensorboardTracker,
});

export { ConsoleTracker, JsonlTracker, keptRows, statusLine, TensorboardTracker };

export default definePlugin({ name: "@lode/trackers", core: "^0.1.0", components: [consoleTracker, jsonlTracker, tensorboardTracker] });
