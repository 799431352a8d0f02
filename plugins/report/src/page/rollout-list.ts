import { element } from "./element.js";
import { formatted } from "./formatted.js";
import type { FoundRollout } from "./rollout-filter.js";
import { verdictMark } from "./verdict-mark.js";

const SHOWN = 200;

/** The rollouts that were found, to choose from: one stop of the tab key, arrow keys go up and down and choose. */
export class RolloutList {
  readonly root = element("div", { class: "list" }, heading());
  private readonly rows = element("div", { class: "rows", role: "listbox", "aria-label": "rollouts", tabindex: 0 });
  private found: readonly FoundRollout[] = [];
  private chosen = 0;

  constructor(private readonly choose: (found: FoundRollout | undefined) => void) {
    this.root.append(this.rows);
    this.rows.addEventListener("keydown", (event) => this.move(event));
  }

  show(found: readonly FoundRollout[]): void {
    this.found = found.slice(0, SHOWN);
    const left = found.length - this.found.length;
    const rest = left > 0 ? [element("p", { class: "quiet" }, `${left} more: narrow the choice by a filter.`)] : [];
    this.rows.replaceChildren(...this.found.map((row, place) => this.row(row, place)), ...rest);
    this.select(this.found.length === 0 ? -1 : 0);
  }

  /** Chooses the first rollout that fits, if there is one. */
  prefer(fits: (found: FoundRollout) => boolean): void {
    const place = this.found.findIndex(fits);
    if (place !== -1) this.select(place);
  }

  private row({ step, rollout }: FoundRollout, place: number): HTMLElement {
    const outcome = rollout.verdict?.outcome;
    const row = element(
      "div",
      { class: "row", role: "option", id: `rollout-${place}`, "data-outcome": outcome ?? "none" },
      element("span", { class: "mark", role: "img", "aria-label": outcome ?? "no verdict" }, verdictMark(outcome)),
      element("span", { class: "snippet" }, rollout.prompt.trim().slice(-60), element("span", { class: "quiet" }, ` → ${rollout.text.trim().slice(-40)}`)),
      element("span", { class: "step" }, String(step)),
      element("span", { class: "number" }, formatted(rollout.advantage === undefined ? undefined : Number(rollout.advantage.toFixed(2)))),
      element("span", { class: "chosen", role: "img", "aria-label": rollout.selected ? "trained" : "not trained" }, rollout.selected ? "●" : "○"),
    );
    row.addEventListener("click", () => {
      this.select(place);
      this.rows.focus({ preventScroll: true });
    });
    return row;
  }

  private move(event: KeyboardEvent): void {
    const goals: Readonly<Record<string, number>> = { ArrowDown: this.chosen + 1, ArrowUp: this.chosen - 1, Home: 0, End: this.found.length - 1 };
    if (!Object.hasOwn(goals, event.key)) return;
    event.preventDefault();
    this.select(Math.min(this.found.length - 1, Math.max(0, goals[event.key])));
  }

  private select(place: number): void {
    this.rows.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    this.chosen = place;
    const row = this.rows.children[place] as HTMLElement | undefined;
    if (place >= 0 && row) {
      row.setAttribute("aria-selected", "true");
      this.rows.setAttribute("aria-activedescendant", row.id);
      reveal(this.rows, row);
    }
    this.choose(this.found[place]);
  }
}

function heading(): HTMLElement {
  const names = ["", "prompt → completion", "step", "advantage", ""].map((name) => element("span", {}, name));
  return element("div", { class: "row heading", "aria-hidden": "true" }, ...names);
}

/** Scrolls the list, and not the page. */
function reveal(list: HTMLElement, row: HTMLElement): void {
  const top = row.offsetTop;
  if (top < list.scrollTop) list.scrollTop = top;
  if (top + row.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = top + row.offsetHeight - list.clientHeight;
}
