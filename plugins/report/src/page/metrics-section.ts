import type { RunPageData } from "./run-page-data.js";
import { chosenMetrics } from "./chosen-metrics.js";
import { declarationOf } from "./declaration-of.js";
import { element } from "./element.js";
import { metricCard } from "./metric-card.js";
import { section } from "./section.js";

/** Learning curves: the metrics that tell most, then all others by search. */
export class MetricsSection {
  readonly root: HTMLElement;
  private readonly chosen = element("div", { class: "cards" });
  private readonly found = element("div", { class: "cards" });
  private readonly count = element("p", { class: "quiet", role: "status" });
  private readonly search = element("input", { type: "search", id: "metric-search", placeholder: "name, unit or meaning", autocomplete: "off" });
  private readonly cards = new Map<string, HTMLElement>();
  private data: RunPageData;

  constructor(data: RunPageData) {
    this.data = data;
    this.root = section(
      "metrics",
      "Metrics",
      this.chosen,
      element("div", { class: "controls" }, element("label", { for: "metric-search" }, "All other metrics ", this.search), this.count),
      this.found,
    );
    this.search.addEventListener("input", () => this.showFound());
    this.update(data);
  }

  update(data: RunPageData): void {
    this.data = data;
    this.chosen.replaceChildren(...chosenMetrics(this.names()).map((name) => this.card(name)));
    this.showFound();
  }

  private showFound(): void {
    const chosen = new Set(chosenMetrics(this.names()));
    const others = this.names().filter((name) => !chosen.has(name));
    const words = this.search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    const found = words.length === 0 ? [] : others.filter((name) => words.every((word) => this.searched(name).includes(word)));
    this.count.textContent = words.length === 0 ? `${others.length} more, by area: ${areas(others)}` : `${found.length} of ${others.length}`;
    this.found.replaceChildren(...found.map((name) => this.card(name)));
  }

  private names(): readonly string[] {
    const names = new Set(this.data.metrics.flatMap((row) => Object.keys(row)));
    names.delete("step");
    return [...names].sort();
  }

  private searched(name: string): string {
    const declaration = declarationOf(name, this.data.declarations);
    return `${name} ${declaration?.unit ?? ""} ${declaration?.meaning ?? ""}`.toLowerCase();
  }

  /** One whose numbers are being read stays as it is. */
  private card(name: string): HTMLElement {
    const before = this.cards.get(name);
    if (before?.querySelector("details[open]")) return before;
    const made = metricCard(name, declarationOf(name, this.data.declarations), this.data.metrics);
    this.cards.set(name, made);
    return made;
  }
}

function areas(names: readonly string[]): string {
  return [...new Set(names.map((name) => name.split("/")[0]))].join(", ");
}
