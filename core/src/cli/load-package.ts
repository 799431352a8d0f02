import { UserError } from "../contracts/user-error.js";

/**
 * Imports a package of a command by name: core depends on none of them, only those who use the command install it. `what` says what it has, for the message.
 * Throws PLUGIN_NOT_FOUND where it is not installed, PLUGIN_FAILED where it cannot be imported.
 */
export async function loadPackage<Exports>(name: string, what: string): Promise<Exports> {
  try {
    return (await import(name)) as Exports;
  } catch (cause) {
    const { message, code } = cause as { message: string; code?: string };
    const place = { component: name };
    if (code === "ERR_MODULE_NOT_FOUND" && message.includes(`'${name}'`)) {
      throw new UserError("PLUGIN_NOT_FOUND", `${name}, which has ${what}, is not installed`, { place, remedy: `Install it: npm install ${name}`, cause });
    }
    throw new UserError("PLUGIN_FAILED", `${name} cannot be imported: ${message.split("\n")[0]}`, {
      place,
      remedy: `Install it again: npm install ${name}`,
      cause,
    });
  }
}
