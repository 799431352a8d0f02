import type { Verifier } from "../contracts/verifier.js";

/** The verifier that suites give to components: texts of even length are correct, so that both outcomes are common. */
export const parityVerifier: Verifier = {
  verify: (attempts) =>
    Promise.resolve(
      attempts.map(({ rollout }) => ({ outcome: rollout.text.length % 2 === 0 ? "correct" : "incorrect", reason: `${rollout.text.length} letters` })),
    ),
};
