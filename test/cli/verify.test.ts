import { expect } from "chai";
import { join } from "node:path";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { PARITY_PLUGIN } from "../recipes/tiny.js";
import { runLode } from "./run-lode.js";

const CASES = [
  { id: "box", gold: "1/2", pred: "so it is \\boxed{0.5}", expected: true, note: "ignored" },
  { id: 2, gold: "7", pred: "it is 7" },
  { id: "bare", gold: "7", pred: "7", kind: "answer" },
  { id: "other", gold: "7", pred: "8", kind: "answer" },
];

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

describe("lode verify --cases", () => {
  const folder = new TemporaryFolder();

  it("prints a JSON line a case, in order", async () => {
    const { code, stdout, stderr } = await runLode("verify", "--verifier", "math", "--cases", folder.write("cases.jsonl", lines(CASES)), "--json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: unknown; verdict: string; extracted: unknown; ms: number });
    expect(rows.map(({ id, verdict }) => [id, verdict])).to.deep.equal([
      ["box", "correct"],
      [2, "incorrect"],
      ["bare", "correct"],
      ["other", "incorrect"],
    ]);
    for (const row of rows) expect(Object.keys(row)).to.deep.equal(["id", "verdict", "reason", "extracted", "ms"]);
    expect(rows.map(({ extracted }) => extracted)).to.deep.equal(["0.5", null, "7", "8"]);
    for (const { ms } of rows) expect(ms).to.be.above(0);
  });

  it("judges with the profile that is named, strictly without", async () => {
    const file = folder.write("unboxed.jsonl", lines([{ id: 1, gold: "7", pred: "The final answer is 7." }]));
    const verdictOf = async (...words: readonly string[]): Promise<unknown> =>
      (JSON.parse((await runLode("verify", "--cases", file, "--json", ...words)).stdout) as { verdict: unknown }).verdict;
    expect(await verdictOf()).to.equal("incorrect");
    expect(await verdictOf("--profile", "strict")).to.equal("incorrect");
    expect(await verdictOf("--profile", "lenient")).to.equal("correct");
  });

  it("prints a table and counts for people, safe for a terminal", async () => {
    const odd = { id: "odd\u001b[31m", gold: "7", pred: "\\boxed{7\u202e}" };
    const { code, stdout } = await runLode("verify", "--cases", folder.write("odd.jsonl", `\n${lines([...CASES, odd])}\n`));
    expect(code).to.equal(0);
    expect(stdout.split("\n")[0]).to.match(/^verdict +ms {2}case/);
    expect(stdout).to.match(/^correct +\d+\.\d\d {2}box {2}0\.5 {2}\(.+\)$/m);
    expect(stdout).to.match(/\n5 cases: 2 correct, 3 incorrect; median \d+\.\d\d ms, longest \d+\.\d\d ms\n$/);
    expect(stdout).to.not.contain("\u001b").and.not.contain("\u202e");
  });

  it("uses any verifier by name, with its options and the plugin that has it", async () => {
    const file = folder.write("cases.jsonl", lines(CASES));
    const parity = await runLode("verify", "--verifier", "parity", "--plugin", PARITY_PLUGIN, "--cases", file);
    expect(parity.stdout).to.contain("4 cases: 2 correct, 2 incorrect");
    const wrong = await runLode("verify", "--cases", file, "--set", "workers=0");
    expect(wrong.stderr).to.match(/^RECIPE_INVALID_VALUE: 0 must be >= 1\n.*--set verifier\.workers=0 {2}\/verifier\/workers/);
    expect((await runLode("verify", "--cases", file, "--set", "workers=1")).code).to.equal(0);
  });

  for (const [what, rows, code, says] of [
    ["is no JSON", `${lines(CASES)}{"id":`, "JSON_INVALID", ":5"],
    ["is no object", "[]\n", "JSON_INVALID", ":1"],
    ["has no id", lines([{ gold: "7", pred: "7" }]), "DATA_INVALID", '"id" is missing'],
    ["has no gold answer", lines([{ id: 1, pred: "7" }]), "DATA_INVALID", '"gold" is missing'],
    ["has no text to judge", `\n${lines([{ id: 1, gold: "7", pred: 7 }])}`, "DATA_INVALID", ":2"],
    ["is of another kind", lines([{ id: 1, gold: "7", pred: "7", kind: "essay" }]), "DATA_INVALID", '"answer" or "response"'],
  ] as const) {
    it(`names the line of a row that ${what}, and judges nothing`, async () => {
      const outcome = await runLode("verify", "--cases", folder.write("bad.jsonl", rows), "--json");
      expect([outcome.code, outcome.stdout]).to.deep.equal([2, ""]);
      expect(outcome.stderr.startsWith(`${code}: `)).to.equal(true);
      expect(outcome.stderr)
        .to.match(/bad\.jsonl:\d/)
        .and.contain(says);
    });
  }

  it("says what is wrong with a command line", async () => {
    const file = folder.write("cases.jsonl", lines(CASES));
    for (const [words, code] of [
      [[], "USAGE"],
      [["--cases", file, "--audit", file], "USAGE"],
      [["--cases", folder.at("absent.jsonl")], "FILE_UNREADABLE"],
      [["--cases", file, "--verifier", "maths"], "COMPONENT_UNKNOWN"],
      [["--cases", file, "--verifier", "exact", "--profile", "lenient"], "RECIPE_UNKNOWN_KEY"],
      [["--cases", file, "--profile", "kind"], "USAGE"],
      [["--audit", file, "--problems", "0"], "USAGE"],
    ] as const) {
      const outcome = await runLode("verify", ...words);
      expect([outcome.code, outcome.stdout, outcome.stderr.split(":")[0]], words.join(" ")).to.deep.equal([2, "", code]);
    }
  });
});

describe("lode verify --audit", () => {
  const folder = new TemporaryFolder();
  const problems = Array.from({ length: 20 }, (_, place) => ({ id: `p${place}`, prompt: `What is ${place} + 100?`, answer: String(place + 100) }));

  it("measures a verifier on a file of problems", async () => {
    const file = folder.write("problems.jsonl", lines([...problems, { id: "long", prompt: "What?", answer: "7+".repeat(5000) }]));
    const { code, stdout } = await runLode("verify", "--audit", file, "--json");
    expect(code).to.equal(0);
    const audit = JSON.parse(stdout) as {
      problems: number;
      unparsable: readonly { id: string }[];
      falseNegative: object;
      falsePositive: { perturbed: object };
    };
    expect(audit.problems).to.equal(21);
    expect(audit.unparsable.map(({ id }) => id)).to.deep.equal(["long"]);
    expect(audit.falseNegative).to.include({ count: 0, of: 20, unsettled: 1 });
    expect(audit.falsePositive.perturbed).to.include({ count: 0, of: 60 });
    const questions = folder.write("questions.jsonl", lines(problems.map(({ prompt, answer }) => ({ question: prompt, answer: `So: #### ${answer}` }))));
    expect((await runLode("verify", "--audit", questions, "--layout", "gsm8k")).stdout).to.contain("20 problems, 0 with");
    const text = (await runLode("verify", "--audit", file)).stdout;
    expect(text)
      .to.contain("21 problems, 1 with an answer that cannot be read")
      .and.match(/^perturbed answers accepted +0 +60 {2}0\.00 % \(0\.00 % to 6\.02 %\)$/m);
    expect(text).to.match(/answers that cannot be read:\n {2}long: [7+]+… {2}\(.+\)\n$/);
  });

  it("takes a recipe's problems and verifier, or another verifier", async () => {
    const recipe = join(RECIPES, "arithmetic/oreal.json");
    expect((await runLode("verify", "--audit", recipe, "--problems", "30")).stdout).to.contain("30 problems, 0 with");
    expect((await runLode("verify", "--audit", recipe, "--problems", "9", "--verifier", "exact")).stdout).to.contain("9 problems, 0 with");
    expect((await runLode("verify", "--audit", recipe, "--profile", "lenient")).stderr).to.match(/^USAGE: .*a verifier with options of its own/);
  });

  it("lists what is wrongly accepted, and no more of it than can be read", async () => {
    const file = folder.write("problems.jsonl", lines(problems));
    const { stdout } = await runLode("verify", "--audit", file, "--verifier", "parity", "--plugin", PARITY_PLUGIN);
    expect(stdout).to.match(/accepted although another answer.*:\n(?: {2}p\d+: .*\n){20} {2}and \d+ more, all of them with --json\n$/);
  });
});
