import type { RunUpdate } from "../data/run-update.js";
import { appliedUpdate } from "./applied-update.js";
import { DifficultySection } from "./difficulty-section.js";
import { element } from "./element.js";
import { embeddedData } from "./embedded-data.js";
import { environmentSection } from "./environment-section.js";
import { MetricsSection } from "./metrics-section.js";
import { pageFrame } from "./page-frame.js";
import { recipeSection } from "./recipe-section.js";
import { ResultSection } from "./result-section.js";
import { RolloutsSection } from "./rollouts-section.js";
import type { RunPageData } from "./run-page-data.js";
import { runState } from "./run-state.js";

let data = embeddedData<RunPageData>();
const state = element("span", { class: "state", role: "status" }, runState(data));
const result = new ResultSection(data);
const metrics = new MetricsSection(data);
const difficulty = new DifficultySection(data);
const rollouts = new RolloutsSection(data);

pageFrame({
  kind: "run",
  name: data.name,
  state,
  sections: [result.root, metrics.root, difficulty.root, rollouts.root, recipeSection(data), environmentSection(data)],
});

if (data.live) {
  new EventSource(data.live.events).addEventListener("message", (event: MessageEvent<string>) => {
    const update = JSON.parse(event.data) as RunUpdate;
    data = appliedUpdate(data, update);
    state.textContent = runState(data);
    result.update(data);
    if (update.metrics) metrics.update(data);
    if (update.evaluations) difficulty.update(data);
    if (update.rollouts) rollouts.update(data);
  });
}
