import { options, Type, type Static } from "@lode/core";

export const consoleOptions = options({
  rollouts: Type.Integer({ minimum: 0, default: 2, description: "Rollouts shown at each evaluation." }),
});

export type ConsoleOptions = Static<typeof consoleOptions>;
