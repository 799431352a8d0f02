import { ERROR_CODES, UserError } from "@lode/core";
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { core } from "../recipe/core.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { LODE, runLode } from "./run-lode.js";

const { errorText, exitCode, printedError } = core("cli/print-error");
const { CATALOGUE } = core("plugin/catalogue");

const COMMANDS = ["train", "eval", "sample", "check", "diff", "list", "replay", "stats", "verify", "theory", "create", "doctor"];
const OREAL = join(RECIPES, "arithmetic/oreal.json");
const GRPO = join(RECIPES, "arithmetic/grpo.json");

describe("wrong usage", () => {
  const cases: readonly (readonly [words: readonly string[], says: string, remedy: string])[] = [
    [["chek"], "unknown command 'chek'", "lode --help"],
    [["--nonsense"], "unknown option '--nonsense'", "lode --help"],
    [["check", "--nonsense", OREAL], "unknown option '--nonsense'", "lode check --help"],
    [["check"], "missing required argument 'recipe'", "lode check --help"],
    [["check", OREAL, GRPO], "too many arguments", "lode check --help"],
    [["diff", OREAL], "missing required argument 'b'", "lode diff --help"],
    [["train", "--set"], "argument missing", "lode train --help"],
    [["train", "--resume"], "argument missing", "lode train --help"],
    [["train"], "no recipe was named", "lode train RECIPE"],
    [["train", OREAL, "--resume", "runs/a"], "it takes no recipe", "only --resume"],
    [["train", "--resume", "runs/a", "--force"], "it takes no recipe", "only --resume"],
    [["train", OREAL, "--set", "seed"], "--set seed is not KEY=VALUE", "--set objective.klCoefficient=0.1"],
    [["eval", "--step", "-1", OREAL], "whole number", "lode eval --help"],
    [["sample", OREAL, "1+1", "--temperature", "hot"], "number from 0", "lode sample --help"],
  ];
  for (const [words, says, remedy] of cases) {
    it(`lode ${words.map((word) => word.replace(RECIPES, "recipes")).join(" ")}`, async () => {
      const { code, stdout, stderr } = await runLode(...words);
      expect([code, stdout]).to.deep.equal([2, ""]);
      const [first, ...rest] = stderr.trimEnd().split("\n");
      expect(first)
        .to.match(/^USAGE: /)
        .and.contain(says);
      expect(rest.at(-1))
        .to.match(/^ {2}do {3}/)
        .and.contain(remedy);
      expect(stderr).to.not.contain("    at ");
    });
  }

  it("lode alone shows its help and is not done", async () => {
    const { code, stdout, stderr } = await runLode();
    expect([code, stdout]).to.deep.equal([2, ""]);
    expect(stderr).to.contain("Usage: lode");
  });

  for (const [words, error] of [
    [["train", "absent.json"], "FILE_UNREADABLE"],
    [["check", "absent.json"], "FILE_UNREADABLE"],
    [["eval", "absent"], "FILE_UNREADABLE"],
    [["train", "--resume", "absent"], "RUN_NOT_FOUND"],
  ] as const) {
    it(`lode ${words.join(" ")} is ${error}`, async () => {
      const { code, stderr } = await runLode(...words);
      expect([code, stderr.split(":")[0]]).to.deep.equal([2, error]);
      expect(stderr).to.contain("absent");
    });
  }
});

describe("help", () => {
  it("of lode names its commands and has examples", async () => {
    const { code, stdout } = await runLode("--help");
    expect(code).to.equal(0);
    for (const command of COMMANDS) expect(stdout).to.match(new RegExp(`^ {2}${command} `, "m"));
    expect(stdout).to.contain("Examples:").and.contain("lode train recipes/arithmetic/oreal.json");
  });

  for (const command of COMMANDS) {
    it(`of ${command} has examples`, async () => {
      const { code, stdout } = await runLode(command, "--help");
      expect(code).to.equal(0);
      expect(stdout)
        .to.match(new RegExp(`Examples?:\\n {2}lode ${command}`))
        .and.contain("--json")
        .and.contain("--debug");
    });
  }

  it("gives the version", async () => {
    expect((await runLode("--version")).stdout).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  it("may be read by a program that stops reading", () => {
    const printed = execFileSync("sh", ["-c", `"${process.execPath}" "${LODE}" list | head -n 1`], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    expect(printed).to.equal("@lode/oreal\n");
  });
});

describe("lode list", () => {
  it("has every plugin of Lode with its components", async () => {
    const { code, stdout } = await runLode("list");
    expect(code).to.equal(0);
    for (const plugin of CATALOGUE) expect(stdout).to.match(new RegExp(`^${plugin}$`, "m"));
    expect(stdout)
      .to.match(/^ {2}Objective +oreal +\S/m)
      .and.match(/^ {2}Advantage +rloo +\S/m);
  });

  it("has metrics with unit and meaning, those of the trainer too", async () => {
    const { metrics } = JSON.parse((await runLode("list", "--metrics", "--json")).stdout) as { metrics: Record<string, object> };
    for (const name of ["reward/mean", "objective/clipFraction", "policy/gradientNorm", "sampling/tokens"])
      expect(metrics[name]).to.have.all.keys("unit", "reduction", "meaning");
  });

  it("has every error code", async () => {
    const { stdout } = await runLode("list", "--errors");
    for (const code of Object.keys(ERROR_CODES)) expect(stdout).to.match(new RegExp(`^${code}$`, "m"));
  });
});

describe("lode check and lode diff", () => {
  it("check shows the composition, the loss, where KL and normalisation enter, and the defaults", async () => {
    const { code, stdout } = await runLode("check", OREAL, "--set", "objective.klCoefficient=0.25");
    expect(code).to.equal(0);
    expect(stdout).to.match(/^arithmetic-oreal: valid\n/);
    for (const line of [
      "objective: oreal (@lode/oreal)",
      "rewardModel.reward: outcome",
      "loss = ",
      "0.25",
      "Normalisation:",
      "KL:",
      "left out: valueModel",
      "sampler.topK = 0",
    ])
      expect(stdout).to.contain(line);
    expect(stdout).to.not.contain("warning");
  });

  it("check warns of a warm-up beyond the last step and calls the recipe valid", async () => {
    const { code, stdout } = await runLode("check", OREAL, "--set", "training.steps=4");
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^warning: .*policyFrozenSteps \(5\)/m)
      .and.match(/^warning: policy\.optimizer\.warmupSteps \(5\)/m);
  });

  it("diff shows differences by class", async () => {
    const { code, stdout } = await runLode("diff", GRPO, OREAL);
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^algorithm\n(?: {2}.*\n)* {2}objective\.use: "grpo" → "oreal"$/m)
      .and.not.match(/^(budget|data|evaluation|policy)$/m);
    expect((await runLode("diff", GRPO, GRPO)).stdout).to.equal("no difference\n");
  });
});

describe("exit codes and printed errors", () => {
  it("are 2 for what the user wrote, 130 for an interrupt, 1 for all else", () => {
    const failed = [
      "RUN_LOCKED",
      "RUN_DAMAGED",
      "NUMBER_NOT_FINITE",
      "SHAPE_MISMATCH",
      "STALE_WEIGHTS",
      "LOGPROB_MISMATCH",
      "VERDICTS_UNSETTLED",
      "THREAD_ENDED",
      "PROCESS_ENDED",
      "INTERNAL",
    ];
    for (const code of Object.keys(ERROR_CODES) as (keyof typeof ERROR_CODES)[]) {
      const expected = code === "RUN_INTERRUPTED" ? 130 : failed.includes(code) ? 1 : 2;
      expect(exitCode(new UserError(code, "x", { remedy: "y" })), code).to.equal(expected);
    }
    expect([exitCode(new Error("x")), exitCode("x")]).to.deep.equal([1, 1]);
  });

  it("have what, where and remedy, a line each", () => {
    const error = new UserError("USAGE", "it is wrong", { place: { file: "/a/b.json", pointer: "/c", component: "d" }, remedy: "Mend it." });
    expect(errorText(printedError(error, (file) => file.slice(3)))).to.equal("USAGE: it is wrong\n  at   b.json  /c  d\n  do   Mend it.\n");
    expect(errorText(printedError(new UserError("USAGE", "x", { remedy: "y" }), String))).to.equal("USAGE: x\n  do   y\n");
  });

  it("call anything else a fault", () => {
    expect(printedError(new TypeError("undefined is not a function"), String)).to.deep.include({ code: "INTERNAL", what: "undefined is not a function" });
  });
});
