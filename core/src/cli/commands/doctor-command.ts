import { Command } from "commander";
import type { CommandContext } from "../command-context.js";
import { doctor } from "../doctor.js";
import { doctorText } from "../doctor-text.js";

export function doctorCommand({ print, signal }: CommandContext): Command {
  return new Command("doctor")
    .description("Show which engines load on this machine, how fast each multiplies matrices, and what to install for more.")
    .option("--json", "print one JSON object")
    .addHelpText("after", "\nExamples:\n  lode doctor\n  lode doctor --json")
    .action(async ({ json }: { readonly json?: boolean }) => {
      const diagnosis = await doctor(signal);
      print(json ? `${JSON.stringify(diagnosis)}\n` : doctorText(diagnosis));
    });
}
