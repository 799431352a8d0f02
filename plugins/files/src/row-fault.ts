/** What is wrong with one row of a file. */
export class RowFault extends Error {
  constructor(
    /** Undefined where the row as a whole is wrong. */
    readonly field: string | undefined,
    what: string,
    readonly remedy: string,
  ) {
    super(field === undefined ? what : `"${field}" ${what}`);
  }
}
