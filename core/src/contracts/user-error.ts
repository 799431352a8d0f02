import type { ErrorCode } from "./error-codes.js";

export interface ErrorPlace {
  readonly file?: string;
  /** JSON pointer into the file: "/sampler/groupSize". */
  readonly pointer?: string;
  /** Plugin, component, step or rollout: "reward model oreal-token, step 12". */
  readonly component?: string;
}

/** A failure that is told to a person: a code, what happened, where, and what to do. Printed without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  readonly remedy: string;

  constructor(code: ErrorCode, what: string, details: { place?: ErrorPlace; remedy: string; cause?: unknown }) {
    super(what, { cause: details.cause });
    this.code = code;
    this.place = details.place ?? {};
    this.remedy = details.remedy;
  }
}
