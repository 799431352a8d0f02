import { abstain, correct, definePlugin, verifier } from "@lode/core";

/** Accepts completions of an odd length and cannot judge the others. */
const hesitant = verifier("hesitant", ({ rollout }) => (rollout.text.length % 2 === 1 ? correct() : abstain("of even length")));

export default definePlugin({ name: "@test/hesitant", core: "^0.1.0", components: [hesitant] });
