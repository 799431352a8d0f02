import type { Terminal } from "../contracts/terminal.js";

/** What commands share: where they write and when they stop. */
export interface CommandContext {
  /** Standard output. */
  readonly print: (text: string) => void;
  /** For people who wait: standard output, or standard error with `--json`. */
  readonly terminal: (json: boolean) => Terminal;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
