import { Command, InvalidArgumentError } from "commander";
import type { Completion } from "../../contracts/policy.js";
import { UserError } from "../../contracts/user-error.js";
import { randomStream } from "../../trainer/random-stream.js";
import type { CommandContext } from "../command-context.js";
import { openModel } from "../open-model.js";
import { parseInteger } from "../parse-integer.js";
import { printable } from "../../plugin/printable.js";

interface Flags {
  readonly samples: number;
  readonly temperature: number;
  readonly maxTokens: number;
  readonly seed: number;
  readonly step?: number;
  readonly json?: boolean;
}

interface Sampled {
  readonly prompt: string;
  readonly completions: readonly { readonly text: string; readonly stop: string; readonly logprob: number }[];
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
      const { run } = await openModel(target, { step: flags.step, signal, terminal: terminal(flags.json ?? false) });
      try {
        const sampled = await sample(run.components, prompt, flags, signal);
        print(flags.json ? `${JSON.stringify(sampled)}\n` : sampledText(sampled));
      } finally {
        await run.dispose();
      }
    });
}

async function sample(model: Awaited<ReturnType<typeof openModel>>["run"]["components"], prompt: string, flags: Flags, signal: AbortSignal): Promise<Sampled> {
  const { policy, tokenizer } = model;
  const { samples, temperature, maxTokens, seed } = flags;
  if (samples < 1 || maxTokens < 1) throw new UserError("USAGE", "--samples and --max-tokens must be at least 1", { remedy: "Give a larger number." });
  const request = { prompt: tokenizer.encodePrompt(prompt), samples, temperature, maxTokens, topP: 1, topK: 0, random: randomStream(seed).at("sample") };
  const completions: Completion[] = [];
  for await (const completion of policy.generate([request], signal)) completions[completion.sample] = completion;
  signal.throwIfAborted();
  return {
    prompt,
    completions: completions.map(({ tokens, logprobs, stop }) => ({
      text: tokenizer.decode(tokens),
      stop,
      logprob: logprobs.reduce((sum, value) => sum + value, 0),
    })),
  };
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
