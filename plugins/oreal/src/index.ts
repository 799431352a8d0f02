import { definePlugin } from "@lode/core";
import { oreal } from "./objective.js";
import { oneOfEach } from "./one-of-each.js";
import { orealToken } from "./oreal-token.js";

export default definePlugin({ name: "@lode/oreal", core: "^0.1.0", components: [oreal, orealToken, oneOfEach] });
export { oneOfEach, oreal, orealToken };
