import { correct, definePlugin, incorrect, verifier } from "@lode/core";

/** Accepts texts of an even number of characters: with a random policy both outcomes occur. */
const parity = verifier("parity", ({ rollout }) => (rollout.text.length % 2 === 0 ? correct() : incorrect("odd")));

export default definePlugin({ name: "parity", core: "^0.1.0", components: [parity] });
