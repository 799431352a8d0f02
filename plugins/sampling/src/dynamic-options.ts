import { options, Type, type Static } from "@lode/core";
import { generationOptions } from "./generation-options.js";

const { groupSize, ...generation } = generationOptions.properties;

export const dynamicOptions = options({
  groupSize: Type.Integer({ ...groupSize, minimum: 2 }),
  ...generation,
  maxRounds: Type.Integer({
    minimum: 1,
    default: 4,
    description: "How often new problems are drawn in place of those that were dropped, the first time included.",
  }),
});

export type DynamicOptions = Static<typeof dynamicOptions>;
