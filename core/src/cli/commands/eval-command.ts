import { Command } from "commander";
import { UserError } from "../../contracts/user-error.js";
import { collect } from "../collect-option.js";
import type { CommandContext } from "../command-context.js";
import { compute } from "../compute.js";
import type { ModelEvaluation } from "../evaluate-model.js";
import { parseInteger } from "../parse-integer.js";
import type { TASKS } from "../tasks.js";
import type { PassRates } from "../write-pass-rates.js";

interface Flags {
  readonly set: readonly string[];
  readonly step?: number;
  readonly json?: boolean;
  readonly writeAnswers?: string;
  readonly writePassRates?: string;
  readonly samples?: number;
  readonly problems?: number;
}

/** Completions a problem, as OREAL samples. */
const SAMPLES = 16;

export function evalCommand({ print, terminal, signal }: CommandContext): Command {
  return new Command("eval")
    .description("Evaluate a run's model, or the policy that a recipe starts from, on held-out problems.")
    .argument("<run|recipe>", "run folder or recipe file")
    .option("--set <key=value>", "override a value of the recipe; may be repeated", collect, [])
    .option("--step <n>", "the checkpoint to evaluate (default: the last; 0: before training)", parseInteger)
    .option("--write-answers <file>", "write every answer with its prompt, verdict and score, one JSON object a line")
    .option(
      "--write-pass-rates <file>",
      "instead, measure how often each problem of the recipe's dataset is solved, and write the problems with their pass rates",
    )
    .option("--samples <n>", `with --write-pass-rates: completions a problem (default: ${SAMPLES})`, parseInteger)
    .option("--problems <n>", "with --write-pass-rates: only the first so many problems", parseInteger)
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  lode eval runs/arithmetic-oreal
  lode eval runs/arithmetic-oreal --step 0 --set evaluation.sets.held-out.samples=8
  lode eval recipes/arithmetic/oreal.json --json
  lode eval runs/arithmetic-oreal --write-answers answers.jsonl
  lode eval recipes/files/base.json --write-pass-rates pass-rates.jsonl --samples 8`,
    )
    .action(async (target: string, flags: Flags) => {
      const { set, step, json = false, writeAnswers: answersFile } = flags;
      if (flags.writePassRates !== undefined) {
        if (answersFile !== undefined) {
          throw new UserError("USAGE", "--write-answers does not go with --write-pass-rates", { remedy: "Call `lode eval` once with each." });
        }
        const rates = await compute("writePassRates", passRateRequest(target, flags, flags.writePassRates), { terminal: terminal(json), signal });
        print(json ? `${JSON.stringify(rates)}\n` : passRateText(rates));
        return;
      }
      if (flags.samples !== undefined || flags.problems !== undefined) {
        const remedy = "Add --write-pass-rates FILE, or set them for a set: --set evaluation.sets.held-out.samples=8.";
        throw new UserError("USAGE", "--samples and --problems go with --write-pass-rates", { remedy });
      }
      const evaluation = await compute("evaluate", { target, set, step, answersFile }, { terminal: terminal(json), signal });
      print(json ? `${JSON.stringify(evaluation)}\n` : evaluationText(evaluation));
    });
}

function passRateRequest(target: string, { set, step, samples = SAMPLES, problems }: Flags, file: string): Parameters<typeof TASKS.writePassRates>[0] {
  if (samples < 1 || (problems ?? 1) < 1) throw new UserError("USAGE", "--samples and --problems must be at least 1", { remedy: "Give a larger number." });
  return { target, set, step, file, samples, problems };
}

function passRateText({ target, step, file, problems, samples, meanPassRate, never, always }: PassRates): string {
  const solved = `${never} never solved, ${always} always`;
  return `${target}, ${step === 0 ? "before training" : `step ${step}`}: ${problems} problems × ${samples}, mean pass rate ${meanPassRate.toFixed(3)}, ${solved}
written: ${file}   read it with { "use": "files", "paths": ["${file}"] }\n`;
}

function evaluationText({ target, step, sets, answersFile }: ModelEvaluation): string {
  const lines = [`${target}, ${step === 0 ? "before training" : `step ${step}`}`];
  for (const [name, set] of Object.entries(sets)) {
    lines.push("", `${name}: ${set.problems} problems × ${set.samples}`);
    lines.push(`  pass@1     ${set.pass1.toFixed(3)}  (standard error ${set.standardError.toFixed(3)}, over problems)`);
    for (const [k, share] of Object.entries(set.passAtK)) if (k !== "1") lines.push(`  pass@${k.padEnd(5)} ${share.toFixed(3)}`);
    lines.push(`  maj@${String(set.samples).padEnd(6)} ${set.majority.toFixed(3)}`);
    for (const [difficulty, share] of Object.entries(set.byDifficulty)) lines.push(`  pass@1 at difficulty ${difficulty}: ${share.toFixed(3)}`);
    lines.push(
      `  mean length ${set.meanLength.toFixed(1)} tokens, ${(100 * set.truncated).toFixed(1)} % cut off, ${(100 * set.unsettled).toFixed(1)} % not settled by the verifier`,
    );
  }
  if (answersFile !== undefined) lines.push("", `written: ${answersFile}`);
  return `${lines.join("\n")}\n`;
}
