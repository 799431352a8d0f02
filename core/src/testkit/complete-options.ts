import { componentBlueprints } from "./component-blueprints.js";
import type { ComponentSubject } from "./component-subject.js";
import type { OptionValues } from "./option-schema.js";
import { contraryReward, outcomeReward } from "./outcome-reward.js";

/** The options that a component is made with: those that are given and the defaults. */
export function completeOptions({ component, options = {}, components = [] }: ComponentSubject<unknown>): OptionValues {
  const blueprints = componentBlueprints(component, options, { pointer: "", components: [...components, outcomeReward, contraryReward] });
  return blueprints[blueprints.length - 1].options;
}
