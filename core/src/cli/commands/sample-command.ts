import { Command, InvalidArgumentError } from "commander";
import type { CommandContext } from "../command-context.js";
import { compute } from "../compute.js";
import { parseInteger } from "../parse-integer.js";
import { printable } from "../../plugin/printable.js";
import type { Sampled } from "../sample.js";

interface Flags {
  readonly samples: number;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
  readonly step?: number;
  readonly json?: boolean;
}

export function sampleCommand({ print, terminal, signal }: CommandContext): Command {
  return new Command("sample")
    .description("Let a run's model complete a prompt.")
    .argument("<run|recipe>", "run folder or recipe file")
    .argument("<prompt>", "the prompt")
    .option("--samples <n>", "completions", parseInteger, 4)
    .option("--temperature <t>", "0 takes the likeliest token", parseTemperature, 1)
    .option("--max-tokens <n>", "longest completion", parseInteger, 48)
    .option("--seed <n>", "of the random numbers", parseInteger, 1)
    .option("--step <n>", "the checkpoint (default: the last; 0: before training)", parseInteger)
    .option("--json", "print one JSON object")
    .addHelpText(
      "after",
      '\nExamples:\n  lode sample runs/arithmetic-oreal "7+3-(2+6)"\n  lode sample runs/arithmetic-oreal "9*2-5" --temperature 0 --samples 1 --step 0',
    )
    .action(async (target: string, prompt: string, flags: Flags) => {
      const { json = false, ...settings } = flags;
      const sampled = await compute("sample", { target, prompt, ...settings }, { terminal: terminal(json), signal });
      print(json ? `${JSON.stringify(sampled)}\n` : sampledText(sampled));
    });
}

function sampledText({ prompt, completions }: Sampled): string {
  const texts = completions.map(({ text, stop, logprob }, place) => {
    const end = stop === "length" ? ", cut off" : "";
    return `${place + 1} (log-probability ${logprob.toFixed(2)} nats${end})\n${indent(text)}`;
  });
  return `${indent(prompt)}\n\n${texts.join("\n\n")}\n`;
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `  ${printable(line)}`)
    .join("\n");
}

function parseTemperature(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError("Give a number from 0.");
  return value;
}
