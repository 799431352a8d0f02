import { Type, optimizerOptions, options, weightsOption, type Static } from "@lode/core";

export const transformerOptions = options({
  layers: Type.Integer({ minimum: 1, default: 2 }),
  width: Type.Integer({ minimum: 2, default: 64, description: "Numbers that stand for a token between the layers; a multiple of twice `heads`." }),
  heads: Type.Integer({ minimum: 1, default: 4 }),
  keyValueHeads: Type.Optional(
    Type.Integer({ minimum: 1, description: "Heads of keys and values, each shared by equally many query heads; as many as `heads` when left out." }),
  ),
  feedForward: Type.Integer({ minimum: 1, default: 160, description: "Inner width of the feed-forward block." }),
  ropeBase: Type.Number({ exclusiveMinimum: 1, default: 100, description: "Longest wavelength of the rotary position embedding, over 2 pi." }),
  initial: weightsOption(),
  optimizer: optimizerOptions({ learningRate: 3e-4 }),
});

export type TransformerOptions = Static<typeof transformerOptions>;
