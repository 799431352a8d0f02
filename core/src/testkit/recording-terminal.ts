import type { Terminal } from "../contracts/terminal.js";

/** A terminal that keeps what was written to it. */
export class RecordingTerminal implements Terminal {
  readonly columns = 100;
  written = "";

  constructor(readonly interactive: boolean) {}

  write(text: string): void {
    this.written += text;
  }
}
