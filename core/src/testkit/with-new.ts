import type { Component } from "../contracts/component.js";
import type { ComponentSubject } from "./component-subject.js";
import { letterTokenizer } from "./letter-tokenizer.js";
import { contraryReward, outcomeReward } from "./outcome-reward.js";
import { ScalarModelPolicy } from "./scalar-model-policy.js";
import { withComponent } from "./with-component.js";

/** What `use` makes of a new component, injected with a policy that makes scalar models; it is disposed afterwards whatever happens. */
export function withNew<T extends Component, Result>(
  subject: ComponentSubject<T>,
  use: (component: T, stateful: ReadonlyMap<string, Component>) => Promise<Result> | Result,
): Promise<Result> {
  const components = [...(subject.components ?? []), outcomeReward, contraryReward];
  const policy = new ScalarModelPolicy(letterTokenizer);
  return withComponent({ ...subject, components }, { policy }, async (component, stateful) => use(component, stateful));
}
