import { deadOptions } from "../dead-options.js";
import { demand } from "../demand.js";
import type { Laws } from "../laws.js";
import { undeclaredMetrics } from "../undeclared-metrics.js";
import { matchesCentralDifferences } from "./central-differences.js";
import { declaresKnownLaws } from "./declared-laws.js";
import { isFiniteAtTheEdges } from "./edges.js";
import { evaluate } from "./evaluate.js";
import { invarianceLaws } from "./invariance-laws.js";
import { isNormalisedAsStated } from "./normalisation.js";
import { objectiveCase } from "./objective-case.js";
import type { ObjectiveSubject } from "./objective-subject.js";
import { purityLaws } from "./purity-laws.js";

/** What holds of every objective. */
export const objectiveLaws: Laws<ObjectiveSubject> = {
  "has the gradient that central differences give": matchesCentralDifferences,
  "gives tokens without action no gradient": sparesMaskedTokens,
  ...invarianceLaws,
  "is normalised as it states": isNormalisedAsStated,
  ...purityLaws,
  "is finite at the edges": isFiniteAtTheEdges,
  "declares every metric that it gives": declaresMetrics,
  "declares only laws that are tested": declaresKnownLaws,
  "has no option without effect": hasNoDeadOption,
};

async function sparesMaskedTokens(subject: ObjectiveSubject): Promise<void> {
  const example = objectiveCase(1);
  for (const [name, gradient] of Object.entries((await evaluate(subject, example)).gradients)) {
    const reached = gradient.findIndex((slope, place) => slope !== 0 && example.batch.action[place] === 0);
    demand(
      reached === -1,
      `A token without action has the gradient ${gradient[reached]} with respect to ${name}, expected 0`,
      "Multiply every term by `action`, or use `aggregate`.",
    );
  }
}

async function declaresMetrics(subject: ObjectiveSubject): Promise<void> {
  const { metrics } = await evaluate(subject, objectiveCase(1));
  const undeclared = undeclaredMetrics(subject, "objective", metrics);
  demand(undeclared.length === 0, `The metrics ${undeclared.join(", ")} are not declared`, "Give unit, reduction and meaning in the component's `metrics`.");
}

async function hasNoDeadOption(subject: ObjectiveSubject): Promise<void> {
  const dead = await deadOptions(subject, async (options) => {
    const { loss, metrics, gradients } = await evaluate({ ...subject, options }, objectiveCase(1));
    return { loss: [loss], ...Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, [value]])), ...gradients };
  });
  demand(
    dead.length === 0,
    `No other value that was tried of the options ${dead.join(", ")} changes loss, metrics or gradient`,
    "Read the option, take it out, or give values of it that make a difference in the suite's `otherValues`.",
  );
}
