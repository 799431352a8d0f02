import { definePlugin } from "@lode/core";
import { cispo } from "./cispo.js";
import { grpoAdvantage } from "./grpo-advantage.js";
import { grpoObjective } from "./grpo-objective.js";
import { gspo } from "./gspo.js";

export default definePlugin({ name: "@lode/grpo", core: "^0.1.0", components: [grpoObjective, gspo, cispo, grpoAdvantage] });
export { cispo, grpoAdvantage, grpoObjective, gspo };
