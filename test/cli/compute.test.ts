import { UserError, type TrainEvent } from "@lode/core";
import { expect } from "chai";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { core } from "../recipe/core.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { PARITY, TINY } from "../recipes/tiny.js";
import { spawnLode, type Outcome } from "./run-lode.js";

const { compute } = core("cli/compute");
const { errorRecord, recordedError } = core("cli/error-record");

const RECIPE = join(RECIPES, "arithmetic/reinforce.json");
const DISRUPTIVE = fileURLToPath(new URL("./disruptive-plugin.js", import.meta.url));
const SMALL = [...TINY, "evaluation=null", "sampler.maxTokens=8"];
const SILENT = { interactive: false, columns: 80, write: () => undefined };

/** `--set` values with which the verifier disturbs the thread. */
function disturbed(act: string, file = ""): readonly string[] {
  return [...SMALL, `plugins=${JSON.stringify([DISRUPTIVE])}`, `verifier=${JSON.stringify({ use: "disruptive", act, file })}`];
}

async function failureOf(computing: Promise<unknown>): Promise<unknown> {
  return computing.then(
    () => "it does not fail",
    (error: unknown) => error,
  );
}

describe("a task in a thread of its own", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();
  const signal = new AbortController().signal;
  const train = (name: string, set: readonly string[], context: Partial<Parameters<typeof compute>[2]> = {}) =>
    compute("train", { recipe: RECIPE, set, out: folder.at(name) }, { terminal: SILENT, signal, ...context });

  it("lets this thread work while it blocks its own", async () => {
    const file = folder.at("blocked");
    const training = train("blocking", disturbed("block", file));
    let running = true;
    const ended = training.finally(() => {
      running = false;
    });
    while (running) {
      if (existsSync(file)) rmSync(file);
      await sleep(1);
    }
    expect(await ended).to.include({ steps: 2 });
  });

  it("tells of its events in order, and gives the result", async () => {
    const events: TrainEvent[] = [];
    const result = await train("events", [...SMALL, ...PARITY], { onEvent: (event) => events.push(event) });
    expect(result).to.include({ location: folder.at("events"), steps: 2 });
    const told = events.flatMap((event) => (event.type === "step" ? [`step ${event.step}`] : event.type === "phase" ? [] : [event.type]));
    expect(told.filter((text) => text !== "warning")).to.deep.equal(["engine", "start", "step 1", "step 2"]);
    expect(events.filter(({ type }) => type === "phase")).to.not.deep.equal([]);
    expect(events.find(({ type }) => type === "step"))
      .to.have.property("metrics")
      .that.has.property("sampling/tokens");
  });

  it("writes to the terminal as wide as it is now", async () => {
    const terminal = {
      ...{ interactive: true, columns: 60 },
      lines: [] as string[],
      write(text: string) {
        this.lines.push(text.replace("\r\u001b[2K", ""));
        if (this.lines.length === 10) this.columns = 20;
      },
    };
    await train("wide", [...SMALL, ...PARITY, 'trackers=[{"use":"console"}]', "training.steps=4"], { terminal });
    const drawn = terminal.lines.filter((line) => !line.includes("\n"));
    const widest = Math.max(...drawn.map(({ length }) => length));
    expect(widest).to.be.above(19).and.at.most(59);
    expect(Math.max(...drawn.slice(-3).map(({ length }) => length))).to.be.at.most(19);
  });

  it("stops when it is told to, for the reason that it is given, even before it has begun", async () => {
    const interrupt = new AbortController();
    interrupt.abort(new UserError("RUN_INTERRUPTED", "enough", { remedy: "Rest." }));
    const failure = await failureOf(train("stopped", [...SMALL, ...PARITY], { signal: interrupt.signal }));
    expect(failure).to.be.instanceOf(UserError).and.include({ code: "RUN_INTERRUPTED" });
  });

  it("stops after a step though nothing lets messages in, as files that are written do", async () => {
    const interrupt = new AbortController();
    const onEvent = (event: TrainEvent): void => {
      if (event.type === "step") interrupt.abort(new UserError("RUN_INTERRUPTED", "enough", { remedy: "Rest." }));
    };
    const set = [...SMALL, ...PARITY, "trackers=null", "training.steps=200", "training.checkpointEvery=200"];
    const failure = (await failureOf(train("midway", set, { signal: interrupt.signal, onEvent }))) as UserError;
    expect(failure.code).to.equal("RUN_INTERRUPTED");
    expect(Number(/after step (\d+) of 200/.exec(failure.message)?.[1])).to.be.below(100);
  });

  it("fails with the error of the task, whole", async () => {
    const failure = (await failureOf(train("failing", disturbed("throw")))) as UserError;
    expect(failure).to.be.instanceOf(UserError).and.include({ code: "PLUGIN_FAILED", name: "UserError" });
    expect(failure.place).to.deep.equal({ pointer: "/verifier", component: "@test/disruptive" });
    expect(failure.remedy).to.contain("author");
    const cause = failure.cause as Error;
    expect([cause.name, cause.message, (cause.cause as Error).message]).to.deep.equal(["RangeError", "cannot judge", "the root of it"]);
    expect(cause.stack).to.contain("disruptive-plugin.js");
  });

  it("fails where the thread ends before the task", async () => {
    const failure = (await failureOf(train("ending", disturbed("exit")))) as UserError;
    expect(failure.code).to.equal("THREAD_ENDED");
    expect(failure.message).to.contain("code 3");
    expect(await failureOf(train("late", disturbed("late"))))
      .to.be.instanceOf(Error)
      .and.have.property("message", "in a timer");
  });
});

describe("a command whose thread fails", function () {
  this.timeout(60_000);
  const folder = new TemporaryFolder();
  const lode = (act: string, ...words: readonly string[]): Promise<Outcome> =>
    spawnLode(["train", RECIPE, "--out", act, ...words, ...disturbed(act).flatMap((value) => ["--set", value])], folder.path);

  it("prints one error, and with --debug where it comes from", async () => {
    const plain = await lode("throw", "--json");
    expect([plain.code, plain.stdout]).to.deep.equal([2, ""]);
    expect(plain.stderr)
      .to.match(/^PLUGIN_FAILED: .*cannot judge/m)
      .and.not.contain("    at ");
    const { stderr } = await lode("throw", "--force", "--debug");
    expect(stderr)
      .to.match(/^ {4}at .*run-container/m)
      .and.match(/^caused by RangeError: cannot judge\n {4}at .*disruptive-plugin/m)
      .and.contain("caused by Error: the root of it");
  });

  it("says that memory ran out, and how to give it more", async () => {
    const before = process.env.NODE_OPTIONS;
    process.env.NODE_OPTIONS = "--max-old-space-size=100";
    const { code, stdout, stderr } = await lode("memory", "--json").finally(() => {
      if (before === undefined) delete process.env.NODE_OPTIONS;
      else process.env.NODE_OPTIONS = before;
    });
    expect([code, stdout]).to.deep.equal([1, ""]);
    expect(stderr)
      .to.match(/^THREAD_ENDED: .*out of memory$/m)
      .and.contain("--max-old-space-size")
      .and.contain("--resume");
    expect((await lode("throw", "--out", "memory", "--force")).stderr, "the lock stops nobody").to.match(/^PLUGIN_FAILED/m);
  });
});

describe("an error as data", () => {
  const sent = (error: unknown): Error => recordedError(structuredClone(errorRecord(error)));

  it("comes back as it was", () => {
    const cause = new RangeError("too far");
    const error = new UserError("RUN_DAMAGED", "no", { place: { file: "a.json", pointer: "/b" }, remedy: "Mend it.", cause });
    const back = sent(error);
    expect(back).to.be.instanceOf(UserError);
    expect(back).to.deep.include({ code: "RUN_DAMAGED", message: "no", place: error.place, remedy: "Mend it.", stack: error.stack, name: "UserError" });
    expect(back.cause).to.be.instanceOf(Error).and.deep.include({ name: "RangeError", message: "too far", stack: cause.stack });
    expect((back.cause as Error).cause).to.equal(undefined);
  });

  it("may be anything that was thrown", () => {
    expect(sent("a text").message).to.equal("a text");
    expect(sent(undefined).message).to.equal("undefined");
  });
});
