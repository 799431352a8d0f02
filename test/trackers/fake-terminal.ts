import type { Clock, Terminal } from "@lode/core";

const CLEAR_LINE = "\r\u001b[2K";

/** A terminal that understands new lines, returns and "clear this line", and nothing else; and a clock that is set by hand. */
export class FakeTerminal implements Terminal, Clock {
  written = "";
  time = 1000;
  private screen = [""];

  constructor(
    readonly interactive: boolean,
    readonly columns = 120,
  ) {}

  /** The lines of the screen; the last one is where the cursor is. */
  get lines(): readonly string[] {
    return this.screen;
  }

  get last(): string {
    return this.screen[this.screen.length - 1];
  }

  now(): number {
    return this.time;
  }

  write(text: string): void {
    this.written += text;
    for (const [place, line] of text.split("\n").entries()) {
      if (place > 0) this.screen.push("");
      const [same, ...cleared] = line.split(CLEAR_LINE);
      this.screen[this.screen.length - 1] = cleared.at(-1) ?? this.last + same;
    }
  }
}
