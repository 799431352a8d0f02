import { element } from "./element.js";
import type { RunPageData } from "./run-page-data.js";
import { section } from "./section.js";
import { difficultyFigure } from "./difficulty-figure.js";

/** Pass rates by difficulty, before and after. */
export class DifficultySection {
  readonly root = section("difficulty", "By difficulty");
  private readonly body = element("div", { class: "cards large" });

  constructor(data: RunPageData) {
    this.root.append(this.body);
    this.update(data);
  }

  update({ evaluations }: RunPageData): void {
    const sets = [...new Set(evaluations.map(({ set }) => set))];
    const figures = sets.map((set) => difficultyFigure(evaluations.filter((evaluation) => evaluation.set === set)));
    this.body.replaceChildren(
      ...(figures.length > 0
        ? figures
        : [element("p", { class: "quiet" }, "The problems of the evaluation have no difficulty of their own, or the run kept no answers.")]),
    );
  }
}
