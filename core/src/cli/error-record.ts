import type { ErrorCode } from "../contracts/error-codes.js";
import { UserError, type ErrorPlace } from "../contracts/user-error.js";

/** An error as data that can be sent to another thread: a clone of an error loses its class and all but its message. */
export interface ErrorRecord {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  /** Absent where there is none. */
  readonly cause?: ErrorRecord;
  /** What a UserError says beside its message. */
  readonly told?: { readonly code: ErrorCode; readonly place: ErrorPlace; readonly remedy: string };
}

export function errorRecord(error: unknown): ErrorRecord {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { name, message, stack, cause } = error;
  return {
    ...{ name, message },
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && { cause: errorRecord(cause) }),
    ...(error instanceof UserError && { told: { code: error.code, place: error.place, remedy: error.remedy } }),
  };
}

/** The error that was recorded, with its stack as it was. */
export function recordedError({ name, message, stack, cause, told }: ErrorRecord): Error {
  const before = cause && recordedError(cause);
  const error = told ? new UserError(told.code, message, { ...told, cause: before }) : Object.assign(new Error(message, { cause: before }), { name });
  return Object.assign(error, { stack });
}
