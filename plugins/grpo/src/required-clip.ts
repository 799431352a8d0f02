import { Type } from "@lode/core";

/** Bounds of the ratio without defaults: useful ones differ by orders of magnitude between GSPO and CISPO. */
export const requiredClip = {
  clipLow: Type.Number({ minimum: 0, maximum: 1, description: "Distance of the lower bound from 1; 1 is no lower bound." }),
  clipHigh: Type.Number({ minimum: 0, description: "Distance of the upper bound from 1." }),
};
