import { definePlugin } from "@lode/core";
import { crossEntropy } from "./cross-entropy.js";
import { none } from "./none.js";
import { reinforce } from "./reinforce.js";
import { opo } from "./opo.js";
import { rloo } from "./rloo.js";

export default definePlugin({ name: "@lode/reinforce", core: "^0.1.0", components: [reinforce, crossEntropy, rloo, opo, none] });
export { crossEntropy, none, opo, reinforce, rloo };
