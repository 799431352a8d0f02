import { definePlugin } from "@lode/core";
import { critic } from "./critic.js";
import { gae } from "./gae.js";
import { ppo } from "./ppo.js";

export default definePlugin({ name: "@lode/ppo", core: "^0.1.0", components: [ppo, gae, critic] });
export { critic, gae, ppo };
