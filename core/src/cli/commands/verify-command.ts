import { Command, InvalidArgumentError, Option } from "commander";
import { UserError } from "../../contracts/user-error.js";
import type { Verdict } from "../../contracts/verdict.js";
import { auditText } from "../audit-text.js";
import { collect } from "../collect-option.js";
import type { CommandContext } from "../command-context.js";
import { parseInteger } from "../parse-integer.js";
import type { NamedVerifier } from "../verifier-nodes.js";
import { VERIFIED_HEADER, verifiedLine, verifiedSummary, verifiedText } from "../verify-text.js";

interface Flags {
  readonly verifier?: string;
  readonly profile?: string;
  readonly set: readonly string[];
  readonly plugin: readonly string[];
  readonly cases?: string;
  readonly audit?: string;
  readonly layout: string;
  readonly problems?: number;
  readonly json?: boolean;
}

export function verifyCommand(context: CommandContext): Command {
  return new Command("verify")
    .description("Judge recorded answers with a verifier, or measure how far a verifier can be trusted on a data set.")
    .option("--verifier <name>", "the verifier; math, or the recipe's own, if not named")
    .addOption(new Option("--profile <name>", "how strict it is").choices(["strict", "lenient"]))
    .option("--set <key=value>", "an option of the verifier; may be repeated", collect, [])
    .option("--plugin <name>", "components of this plugin too (package or path); may be repeated", collect, [])
    .option("--cases <file>", "JSON Lines of { id, gold, pred, kind? }, kind being response (the default) or answer")
    .option("--audit <dataset>", "a recipe, whose problems are taken, or a file of problems (.jsonl, .ndjson, .parquet)")
    .option("--layout <name>", "how a file of problems is written: lode, gsm8k, math, math-500, oreal", "lode")
    .option("--problems <n>", "audit the first so many problems alone", parseCount)
    .option("--json", "print JSON Lines, one a case; of an audit one JSON object")
    .addHelpText(
      "after",
      `
Examples:
  lode verify --verifier math --cases cases.jsonl
  lode verify --verifier math --profile lenient --cases cases.jsonl --json
  lode verify --audit problems.jsonl
  lode verify --audit recipes/arithmetic/oreal.json --problems 500`,
    )
    .action(async (flags: Flags) => {
      const { verifier: use, profile, set, plugin: plugins, cases, audit } = flags;
      if ((cases === undefined) === (audit === undefined)) {
        throw new UserError("USAGE", cases === undefined ? "nothing to verify was named" : "--cases and --audit exclude one another", {
          remedy: "Write `lode verify --cases FILE.jsonl` or `lode verify --audit DATASET`.",
        });
      }
      const named = { use, profile, set, plugins };
      if (cases !== undefined) await judgeCases(cases, named, flags, context);
      else if (audit !== undefined) await auditDataset(audit, named, flags, context);
    });
}

async function judgeCases(file: string, named: NamedVerifier, { json }: Flags, { print, signal }: CommandContext): Promise<void> {
  const { verifyCases } = await import("../verify.js");
  const seen: { outcome: Verdict["outcome"]; ms: number }[] = [];
  await verifyCases(file, named, signal, (verified) => {
    if (!json && seen.length === 0) print(VERIFIED_HEADER);
    seen.push(verified.verdict);
    print(json ? verifiedLine(verified) : verifiedText(verified));
  });
  if (!json) print(verifiedSummary(seen));
}

async function auditDataset(place: string, named: NamedVerifier, { layout, problems, json }: Flags, { print, signal }: CommandContext): Promise<void> {
  const { verifyAudit } = await import("../verify.js");
  const audit = await verifyAudit({ place, layout, count: problems }, named, signal);
  print(json ? `${JSON.stringify(audit)}\n` : auditText(audit));
}

function parseCount(text: string): number {
  const count = parseInteger(text);
  if (count === 0) throw new InvalidArgumentError("Give a whole number from 1.");
  return count;
}
