import { UserError } from "../contracts/user-error.js";

/** The name of a package to be created. */
export interface PackageName {
  /** As npm knows it: "@acme/lode-brief". */
  readonly full: string;
  /** Without the scope: its folder, and the component's name in recipes. */
  readonly short: string;
}

/** npm's rules, and a first letter, as everything else named in recipes has. */
const NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?([a-z][a-z0-9._-]*)$/;
const LONGEST = 214;
const RESERVED = ["node_modules", "favicon.ico"];

/** Reads the name of a package. Throws a UserError (USAGE) for one that npm would refuse or that is Lode's own. */
export function packageName(text: string): PackageName {
  const short = NAME.exec(text)?.[1];
  if (short === undefined || text.length > LONGEST || RESERVED.includes(short)) {
    throw unusable(text, "is no name for a package", "Use small letters, digits, - . and _, beginning with a letter: brief-reward, or @acme/brief-reward.");
  }
  if (text.startsWith("@lode/")) throw unusable(text, "belongs to Lode", `Take a name of your own: ${short}, or @acme/${short}.`);
  return { full: text, short };
}

function unusable(text: string, what: string, remedy: string): UserError {
  return new UserError("USAGE", `${JSON.stringify(text)} ${what}`, { remedy });
}
