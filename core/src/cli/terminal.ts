import type { Terminal } from "../contracts/terminal.js";

/** Shows nothing. */
export const SILENT: Terminal = { interactive: false, columns: 80, write: () => undefined };

/** A process's stream. Colours and rewritten lines only where it is a terminal that wants them (https://no-color.org). */
export function streamTerminal(stream: NodeJS.WriteStream, environment: NodeJS.ProcessEnv): Terminal {
  const plain = environment.NO_COLOR !== undefined || environment.TERM === "dumb" || environment.CI !== undefined;
  return {
    interactive: stream.isTTY && !plain,
    get columns() {
      return stream.columns || 80;
    },
    write: (text) => {
      stream.write(text);
    },
  };
}
