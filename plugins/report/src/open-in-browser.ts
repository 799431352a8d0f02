import { spawn } from "node:child_process";
import { platform } from "node:os";
import { UserError } from "@lode/core";

/** The system's command that opens a file or an address. */
const OPENERS: Readonly<Record<string, readonly string[]>> = { darwin: ["open"], win32: ["cmd", "/c", "start", ""] };

/** Opens a file or an address in the system's browser, which outlives this process. Throws FILE_UNREADABLE where the system has no such command. */
export async function openInBrowser(target: string): Promise<void> {
  const [command, ...words] = [...(OPENERS[platform()] ?? ["xdg-open"]), target];
  const child = spawn(command, words, { detached: true, stdio: "ignore" });
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve);
    child.once("error", (cause) =>
      reject(
        new UserError("FILE_UNREADABLE", `no browser can be started: ${command} is not there`, {
          place: { file: target },
          remedy: "Open the file in a browser yourself.",
          cause,
        }),
      ),
    );
  });
  child.unref();
}
