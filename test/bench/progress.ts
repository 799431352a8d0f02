import type { Measurement } from "./measurement.js";

/** Tells on standard error what is being measured and about how long the rest takes; on a terminal in one line that is written over. */
export class Progress {
  private readonly started = performance.now();
  private readonly expected: number;
  private done = 0;
  private place = 0;

  constructor(
    private readonly measurements: readonly Measurement[],
    private readonly stream: NodeJS.WriteStream,
  ) {
    this.expected = measurements.reduce((sum, { expectedSeconds }) => sum + expectedSeconds, 0);
  }

  begin({ name }: Measurement): void {
    this.place++;
    const text = `[${this.place}/${this.measurements.length}] ${name}${this.remaining()}`;
    this.stream.write(this.stream.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
  }

  end({ expectedSeconds }: Measurement): void {
    this.done += expectedSeconds;
  }

  clear(): void {
    if (this.stream.isTTY) this.stream.write("\r\u001b[2K");
  }

  /** What was expected of the rest, at the pace of what is done. */
  private remaining(): string {
    if (this.done === 0) return "";
    const seconds = ((performance.now() - this.started) / 1000 / this.done) * (this.expected - this.done);
    return seconds < 90 ? `, about ${Math.ceil(seconds)} s left` : `, about ${Math.round(seconds / 60)} min left`;
  }
}
