import { UserError } from "@lode/core";

/** The key in an environment variable. No error shows the key. Throws RECIPE_INVALID_VALUE if the variable is not set or holds what cannot be sent. */
export function endpointKey(variable: string, environment: Readonly<Record<string, string | undefined>>): string {
  const key = environment[variable]?.trim() ?? "";
  if (key === "") throw unusable(`the environment variable ${variable} is not set`, `Set ${variable} to the endpoint's key, or leave out \`keyVariable\`.`);
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw unusable(`the environment variable ${variable} holds characters that no key has`, "Set it again, without spaces and line breaks.");
  }
  return key;
}

function unusable(what: string, remedy: string): UserError {
  return new UserError("RECIPE_INVALID_VALUE", what, { place: { component: "verifier judge" }, remedy });
}
