import { Policy, component, definePlugin } from "@lode/core";

/** A policy that gives log-probabilities and nothing else, like one behind a server. */
export default definePlugin({
  name: "@test/no-entropy",
  core: "^0.1.0",
  components: [
    component(Policy, {
      use: "reticent",
      description: "Tells no entropy.",
      gives: ["policy.logprobs"],
      create: {
        from: () => {
          throw new Error("nothing may be constructed when a recipe is wrong");
        },
      },
    }),
  ],
});
