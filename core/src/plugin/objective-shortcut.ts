import type { Static, TSchema } from "typebox";
import type { Batch, ColumnName, LossValue, OutputName, TensorBatch, TensorOutputs } from "../contracts/batch.js";
import type { MetricDeclarations } from "../contracts/metrics.js";
import { Objective, type Normalisers } from "../contracts/objective.js";
import type { ComponentDefinition } from "./component-definition.js";

type FromOptions<Options, Value> = Value | ((options: Options) => Value);

/** An objective without state, as plain functions. `options` is `{}` without a schema. */
export interface ObjectiveShortcut<
  Want extends OutputName,
  Need extends ColumnName,
  Accept extends ColumnName,
  Schema extends TSchema,
  Sums extends Normalisers,
> {
  readonly use: string;
  readonly description?: string;
  readonly options?: Schema;
  /** Outputs of the policy. */
  readonly wants: FromOptions<Static<Schema>, readonly Want[]>;
  /** Columns of the batch. */
  readonly needs: FromOptions<Static<Schema>, readonly Need[]>;
  /** Columns that are used where the batch has them. */
  readonly accepts?: readonly Accept[];
  readonly laws?: readonly string[];
  readonly metrics?: MetricDeclarations;
  readonly explain?: (options: Static<Schema>) => readonly string[];
  readonly normalisers: (batch: Batch, options: Static<Schema>) => Sums;
  readonly loss: (outputs: TensorOutputs<Want>, batch: TensorBatch<Need, Accept>, normalisers: Sums, options: Static<Schema>) => LossValue;
}

/** A function is enough for an objective; see `Objective` for what its parts must do. */
export function objective<
  const Want extends OutputName,
  const Need extends ColumnName,
  Sums extends Normalisers,
  const Accept extends ColumnName = never,
  Schema extends TSchema = TSchema,
>(shortcut: ObjectiveShortcut<Want, Need, Accept, Schema, Sums>): ComponentDefinition<Objective> {
  type Options = Static<Schema>;
  const wants = (options: Options): readonly Want[] => (typeof shortcut.wants === "function" ? shortcut.wants(options) : shortcut.wants);
  const needs = (options: Options): readonly Need[] => (typeof shortcut.needs === "function" ? shortcut.needs(options) : shortcut.needs);
  return {
    contract: Objective,
    use: shortcut.use,
    description: shortcut.description ?? "",
    options: shortcut.options,
    laws: shortcut.laws,
    accepts: shortcut.accepts,
    metrics: shortcut.metrics,
    explain: shortcut.explain,
    needs: (options: Options) => [...needs(options), ...wants(options).map((name) => `policy.${name}`)],
    create: {
      from: (options: Options): Objective => ({
        wants: wants(options),
        needs: needs(options),
        accepts: shortcut.accepts,
        normalisers: (batch) => shortcut.normalisers(batch, options),
        loss: (outputs, batch, normalisers) =>
          shortcut.loss(outputs as unknown as TensorOutputs<Want>, batch as unknown as TensorBatch<Need, Accept>, normalisers as Sums, options),
      }),
    },
  };
}
