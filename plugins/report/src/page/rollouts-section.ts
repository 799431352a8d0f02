import type { StepRollouts } from "../data/step-rollouts.js";
import { choice } from "./choice.js";
import { element } from "./element.js";
import { rolloutDetail } from "./rollout-detail.js";
import { filterRollouts, type FoundRollout, type RolloutFilter } from "./rollout-filter.js";
import { RolloutList } from "./rollout-list.js";
import type { RunPageData } from "./run-page-data.js";
import { section } from "./section.js";
import { TOKEN_VALUE_NAMES, type TokenValue } from "./token-values.js";

const OUTCOMES = { all: "all", correct: "✓ correct", incorrect: "✗ incorrect", abstain: "? abstain", error: "! error", timeout: "… timeout" };

/** What the model wrote, step by step, how it was judged, and which tokens were given credit. */
export class RolloutsSection {
  readonly root: HTMLElement;
  private readonly step = choice("Step", {}, "");
  private readonly verdict = choice("Verdict", OUTCOMES, "all");
  private readonly selected = choice("Trained", { all: "all", yes: "● selected", no: "○ not selected" }, "all");
  private readonly value: ReturnType<typeof choice>;
  private readonly search = element("input", { type: "search", id: "rollout-search", placeholder: "prompt, completion, answer", autocomplete: "off" });
  private readonly count = element("p", { class: "quiet", role: "status" });
  private readonly detail = element("div", { class: "detail" });
  private readonly list = new RolloutList((found) => this.choose(found));
  private data: RunPageData;
  private chosen: FoundRollout | undefined;

  constructor(data: RunPageData) {
    this.data = data;
    const weighted = data.rollouts.some(({ rollouts }) => rollouts.some(({ weights }) => weights !== undefined));
    this.value = choice("Heat", TOKEN_VALUE_NAMES, weighted ? "weights" : "logprobs");
    this.root = section("rollouts", "Rollouts", this.controls(), this.count, element("div", { class: "browser" }, this.list.root, this.detail));
    this.update(data);
  }

  /** The last step is followed until the reader goes into the section; what is being read stays. */
  update(data: RunPageData): void {
    const before = this.step.field.value;
    const follows = before === "" || (before === lastStep(this.data.rollouts) && !this.root.contains(document.activeElement));
    this.data = data;
    const options = data.rollouts.map(({ step }) => element("option", { value: step }, String(step)));
    this.step.field.replaceChildren(element("option", { value: "all" }, "all"), ...options);
    this.step.field.value = follows ? lastStep(data.rollouts) : before;
    if (follows || this.step.field.value !== before) this.show();
  }

  private controls(): HTMLElement {
    const move = (label: string, by: number): HTMLElement => {
      const button = element("button", { type: "button", "aria-label": `${label} step` }, by < 0 ? "‹" : "›");
      button.addEventListener("click", () => this.moveStep(by));
      return button;
    };
    for (const field of [this.step.field, this.verdict.field, this.selected.field, this.search]) field.addEventListener("input", () => this.show());
    this.value.field.addEventListener("input", () => this.choose(this.chosen));
    const steps = element("span", { class: "joined" }, move("previous", -1), this.step.root, move("next", 1));
    const search = element("label", { for: "rollout-search" }, "Search ", this.search);
    return element("div", { class: "controls" }, steps, this.verdict.root, this.selected.root, this.value.root, search);
  }

  private moveStep(by: number): void {
    const { options, selectedIndex } = this.step.field;
    this.step.field.selectedIndex = Math.min(options.length - 1, Math.max(1, selectedIndex + by));
    this.show();
  }

  private show(): void {
    const found = filterRollouts(this.data.rollouts, this.filter());
    this.count.textContent = this.inWords(found.length);
    this.list.show(found);
    this.list.prefer(({ rollout }) => rollout.weights !== undefined);
  }

  private filter(): RolloutFilter {
    const step = this.step.field.value;
    return {
      step: step === "all" ? "all" : Number(step),
      verdict: this.verdict.field.value,
      selected: this.selected.field.value as RolloutFilter["selected"],
      search: this.search.value,
    };
  }

  private inWords(found: number): string {
    if (this.data.rollouts.length === 0) return "The run recorded no rollouts: the tracker jsonl writes them unless its option rollouts is false.";
    const step = this.step.field.value;
    const steps = this.data.rollouts.filter((part) => step === "all" || part.step === Number(step));
    const sum = (count: (part: StepRollouts) => number): number => steps.reduce((total, part) => total + count(part), 0);
    const [here, recorded] = [sum(({ rollouts }) => rollouts.length), sum((part) => part.recorded)];
    const files = steps.length === 1 ? steps[0].file : "rollouts/";
    return `${found} found of ${here} on this page; ${recorded} were recorded, all in ${this.data.location}/${files}.`;
  }

  private choose(found: FoundRollout | undefined): void {
    this.chosen = found;
    this.detail.replaceChildren(found ? rolloutDetail(found, this.value.field.value as TokenValue) : element("p", { class: "quiet" }, "No rollout fits."));
  }
}

function lastStep(rollouts: readonly StepRollouts[]): string {
  return String(rollouts[rollouts.length - 1]?.step ?? "all");
}
