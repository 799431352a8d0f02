import { definePlugin } from "@lode/core";
import { kl } from "./kl.js";
import { outcome } from "./outcome.js";
import { overlong } from "./overlong.js";
import { sum } from "./sum.js";

export default definePlugin({ name: "@lode/rewards", core: "^0.1.0", components: [outcome, overlong, kl, sum] });
export { kl, outcome, overlong, sum };
