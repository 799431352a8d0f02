import { join } from "node:path";
import { score, PUBLIC_CASES, hasPublicCases, type Score, type PublicName } from "../../math-plugin/public-cases/score.js";
import { scoreText } from "../../math-plugin/public-cases/score-text.js";
import { fuzz } from "../../math-plugin/fuzz/fuzz.js";
import { pythonEnvironment } from "../python-environment.js";
import { ROOT } from "../root.js";
import { verifierCost } from "./cost.js";
import { costText } from "./cost-text.js";
import { fuzzText } from "./fuzz-text.js";

/** Those of `npm test` come first among them. */
const FUZZED = 100_000;
const FOLDER = join(ROOT, "test/bench/verifier/.environment");
const REQUIREMENTS = join(ROOT, "test/bench/verifier/requirements.txt");

const PARTS = {
  cost: async (): Promise<void> => {
    const environment = pythonEnvironment(tell, { folder: FOLDER, requirements: REQUIREMENTS });
    if ("missing" in environment) tell(`skipped: math-verify: no Python environment could be made (${environment.missing})`);
    const rows = await verifierCost(environment, tell);
    process.stdout.write(costText(rows));
    if (rows.some(({ ours, peer }) => peer !== null && peer < 10 * ours)) process.exitCode = 1;
  },
  score: async (): Promise<void> => {
    if (!hasPublicCases()) {
      tell("skipped: ../shared/verifier is not there");
      return;
    }
    const names = Object.keys(PUBLIC_CASES) as PublicName[];
    process.stdout.write(scoreText(Object.fromEntries(names.map((name) => [name, score(name)])) as Record<PublicName, Score>));
  },
  fuzz: async (): Promise<void> => {
    for (const [profile, from] of [
      ["strict", 0],
      ["lenient", FUZZED / 2],
    ] as const) {
      const report = await fuzz(from, from + FUZZED / 2, profile, (done) => tell(`fuzz, ${profile}: ${done} of ${FUZZED / 2}`));
      process.stdout.write(`${profile}: ${fuzzText(FUZZED / 2, report)}`);
      if (report.wronglyAccepted.length + report.broken.length > 0) process.exitCode = 1;
    }
  },
};

function tell(news: string): void {
  process.stderr.write(`${news}\n`);
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  tell(`there is no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exitCode = 2;
} else for (const [name, part] of Object.entries(PARTS)) if (named.length === 0 || named.includes(name)) await part();
