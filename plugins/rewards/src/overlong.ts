import { component, options, RewardModel, rowTokenCounts, Type, type Static } from "@lode/core";

const overlongOptions = options({
  maxLength: Type.Integer({ minimum: 1, description: "Action tokens from which on the whole penalty counts." }),
  buffer: Type.Integer({ minimum: 0, description: "Tokens before maxLength over which the penalty rises linearly; 0 is a step." }),
  penalty: Type.Number({ exclusiveMinimum: 0, default: 1 }),
});

type OverlongOptions = Static<typeof overlongOptions>;

/**
 * DAPO's soft punishment of length (Yu et al. 2025, arXiv 2503.14476, equation 13), a reward of its own, with L the row's action tokens:
 *
 *     0                                             L <= maxLength - buffer
 *     -penalty·(L - (maxLength - buffer)) / buffer  up to maxLength
 *     -penalty                                      beyond
 */
function overlongPenalty(length: number, { maxLength, buffer, penalty }: OverlongOptions): number {
  const excess = length - (maxLength - buffer);
  if (excess <= 0) return 0;
  return length <= maxLength ? (-penalty * excess) / buffer : -penalty;
}

export const overlong = component(RewardModel, {
  use: "overlong",
  description: "A penalty for completions that come near a length or pass it.",
  options: overlongOptions,
  explain: ({ maxLength, buffer, penalty }: OverlongOptions) => [
    `Reward: 0 up to ${maxLength - buffer} action tokens, falling to -${penalty} at ${maxLength} and beyond (overlong).`,
  ],
  create: {
    from: (options: OverlongOptions): RewardModel => ({
      reward: (batch) => Promise.resolve({ rewards: Float32Array.from(rowTokenCounts(batch), (length) => overlongPenalty(length, options)) }),
    }),
  },
});
