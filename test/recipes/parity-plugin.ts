import { correct, definePlugin, incorrect, verifier } from "@lode/core";

/** Calls a completion with an odd number of even digits correct: what a policy that knows nothing gets right about half of the time. */
export const parity = verifier("parity", ({ rollout }) => {
  const digits = rollout.text.match(/[02468]/g)?.length ?? 0;
  return digits % 2 === 1 ? correct(String(digits)) : incorrect("an even number of even digits", String(digits));
});

export default definePlugin({ name: "@test/parity", core: "^0.1.0", components: [parity] });
