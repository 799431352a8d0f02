import { Type, options, type Static } from "@lode/core";

export const balanceOptions = options({
  ranges: Type.Array(
    Type.Object({ from: Type.Number({ minimum: 0, maximum: 1 }), to: Type.Number({ minimum: 0, maximum: 1 }), repeat: Type.Integer({ minimum: 1 }) }),
    {
      minItems: 1,
      default: [
        { from: 0, to: 0.2, repeat: 6 },
        { from: 0.2, to: 0.4, repeat: 4 },
        { from: 0.4, to: 0.6, repeat: 4 },
        { from: 0.6, to: 0.8, repeat: 2 },
      ],
      description: "How often a problem comes in an epoch whose pass rate lies in [from, to); the first range that has it counts, a `to` of 1 includes 1.",
    },
  ),
});

export type BalanceOptions = Static<typeof balanceOptions>;

/** How often a problem of a pass rate comes in an epoch; 0 outside all ranges. */
export function repeatsOf(passRate: number, { ranges }: BalanceOptions): number {
  return ranges.find(({ from, to }) => from <= passRate && (passRate < to || (to === 1 && passRate === 1)))?.repeat ?? 0;
}
