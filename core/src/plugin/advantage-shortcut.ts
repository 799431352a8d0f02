import type { Static, TSchema } from "typebox";
import { Advantage, type Advantages } from "../contracts/advantage.js";
import type { Batch } from "../contracts/batch.js";
import type { Capability, ComponentDefinition } from "./component-definition.js";

export interface AdvantageShortcut<Schema extends TSchema> {
  readonly use: string;
  readonly description?: string;
  readonly options?: Schema;
  readonly needs: readonly Capability[];
  readonly gives?: readonly Capability[];
  readonly explain?: (options: Static<Schema>) => readonly string[];
  readonly estimate: (batch: Batch, options: Static<Schema>) => Advantages;
}

/** An advantage estimator as a plain function. */
export function advantage<Schema extends TSchema = TSchema>(shortcut: AdvantageShortcut<Schema>): ComponentDefinition<Advantage> {
  const { estimate, ...definition } = shortcut;
  return {
    ...definition,
    contract: Advantage,
    description: shortcut.description ?? "",
    create: { from: (options: Static<Schema>): Advantage => ({ estimate: (batch) => estimate(batch, options) }) },
  };
}
