import { Command, InvalidArgumentError, Option } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { CommandContext } from "../command-context.js";
import { loadReport } from "../load-report.js";
import { runProcess } from "../../run/run-process.js";
import { runKnowledge } from "../run-knowledge.js";

interface Flags {
  readonly out?: string;
  readonly open?: boolean;
  readonly live?: boolean;
  readonly port?: number;
}

/** The one by default stays the same, so that an open page finds the server again. */
const PORT = 8377;

export function reportCommand({ print, terminal, signal }: CommandContext): Command {
  return new Command("report")
    .description("Write one HTML page that shows a run or a suite: curves, metrics, rollouts with token weights, verdicts. It loads nothing.")
    .argument("<folder>", "run folder, or folder of a suite")
    .option("--out <file>", "the page; report.html in the folder by default")
    .option("--open", "open it in the browser")
    .addOption(new Option("--live", "show the run, the suite or a folder of runs while they train, on a server for this machine alone").conflicts("out"))
    .option("--port <n>", `of --live: ${PORT} by default, 0 takes any that is free`, parsePort)
    .addHelpText(
      "after",
      "\nExamples:\n  lode report runs/start --open\n  lode report runs/arithmetic-baselines --out baselines.html\n  lode report --live runs",
    )
    .action(async (folder: string, { out, open, live, port }: Flags) => {
      const { report, liveReport, openInBrowser } = await loadReport();
      if (live) {
        const settings = { port: port ?? PORT, terminal: terminal(false), signal, knowledge: runKnowledge, processOf: runProcess };
        await liveReport(folder, { ...settings, onListening: open ? openInBrowser : undefined });
        return;
      }
      if (port !== undefined) throw new UserError("USAGE", "--port is for --live", { remedy: "Leave it out, or add --live." });
      const { file, notes } = await report(folder, { out, knowledge: runKnowledge });
      print([...notes.map((note) => `note: ${note}`), file, open ? "" : `next: lode report ${folder} --open`].filter((line) => line !== "").join("\n") + "\n");
      if (open) await openInBrowser(file);
    });
}

function parsePort(text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 65536) return Number(text);
  throw new InvalidArgumentError("Give a number from 0 to 65535.");
}
