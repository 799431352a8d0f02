import { UserError } from "@lode/core";

/** The UserError that a call must end in. */
export async function failureOf(call: () => unknown): Promise<UserError> {
  let result: unknown;
  try {
    result = await call();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`nothing was thrown; the result is ${JSON.stringify(result)}`);
}
