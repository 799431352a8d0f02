import { UserError } from "@lode/core";

/** What every step of the setup throws: ENGINE_UNAVAILABLE with what happened and what mends it. */
export function setupFailure(what: string, remedy: string, component?: string): UserError {
  return new UserError("ENGINE_UNAVAILABLE", what, { place: { component }, remedy });
}
