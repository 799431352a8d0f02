import type { Static, TSchema } from "typebox";
import type { Batch } from "../contracts/batch.js";
import type { RandomStream } from "../contracts/random-stream.js";
import { Selection } from "../contracts/selection.js";
import type { Capability, ComponentDefinition } from "./component-definition.js";

export interface SelectionShortcut<Schema extends TSchema> {
  readonly use: string;
  readonly description?: string;
  readonly options?: Schema;
  readonly needs?: readonly Capability[];
  readonly explain?: (options: Static<Schema>) => readonly string[];
  readonly select: (batch: Batch, random: RandomStream, options: Static<Schema>) => readonly number[];
}

/** A selection of rollouts as a plain function. */
export function selection<Schema extends TSchema = TSchema>(shortcut: SelectionShortcut<Schema>): ComponentDefinition<Selection> {
  const { select, ...definition } = shortcut;
  return {
    ...definition,
    contract: Selection,
    description: shortcut.description ?? "",
    create: { from: (options: Static<Schema>): Selection => ({ select: (batch, random) => select(batch, random, options) }) },
  };
}
