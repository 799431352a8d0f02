import { UserError } from "@lode/core";

/** Where chat completions are asked for under a base URL. Throws RECIPE_INVALID_VALUE for what is no such URL, and for one that carries a password or a query. */
export function endpointAddress(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) throw refused("is not a URL that starts with http:// or https://");
  // The value is not repeated: what stands there may be a secret.
  if (parsed.username !== "" || parsed.password !== "" || parsed.search !== "" || parsed.hash !== "") throw refused("carries a user, a query or a fragment");
  return `${parsed.href.replace(/\/+$/, "")}/chat/completions`;
}

function refused(what: string): UserError {
  return new UserError("RECIPE_INVALID_VALUE", `the judge's \`url\` ${what}`, {
    place: { component: "verifier judge" },
    remedy: 'Write the base URL alone, as "http://localhost:11434/v1"; a key comes from the environment, by `keyVariable`.',
  });
}
