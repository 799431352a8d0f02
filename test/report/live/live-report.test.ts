import { UserError } from "@lode/core";
import { liveReport, type RunUpdate } from "@lode/report";
import { expect } from "chai";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MARKUP, writeRun } from "../run-fixture.js";
import { writeSuite } from "../suite-fixture.js";
import { LiveVisitor } from "./live-visitor.js";

interface Listed {
  readonly runs: readonly { readonly path: string; readonly page?: string; readonly state: string; readonly done: number; readonly pass1?: number }[];
}

describe("live report", () => {
  let folder: string;
  let visitor: LiveVisitor;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "lode-live-"));
    mkdirSync(join(folder, "runs"));
    writeRun(join(folder, "runs/first"), { steps: 2, rollouts: 2 });
    visitor = new LiveVisitor();
    await visitor.start(join(folder, "runs"));
  });

  afterEach(async () => {
    await visitor.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (file: string): string => join(folder, "runs/first", file);

  async function listed(): Promise<Listed> {
    for await (const list of visitor.events<Listed>("/events")) return list;
    throw new Error("no event");
  }

  it("says where it is, and answers with the list and the page of a run", async () => {
    expect(visitor.written.join("")).to.contain(visitor.address);
    expect(visitor.address).to.match(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    const list = await visitor.get("/");
    expect(list.status).to.equal(200);
    expect(list.text).to.contain('"/run?path=first"');
    const page = await visitor.get("/run?path=first");
    expect(page.status).to.equal(200);
    expect(page.text).to.contain("/run/events?path=first&after=2&finished=true").and.not.to.contain(MARKUP);
  });

  it("refuses a request whose host is not this machine's own name", async () => {
    const { port } = new URL(visitor.address);
    for (const host of ["localhost", `localhost:${port}`, "127.0.0.1", `[::1]:${port}`, "LOCALHOST"]) {
      expect((await visitor.get("/", { host })).status, host).to.equal(200);
    }
    for (const host of [
      "evil.example",
      `evil.example:${port}`,
      "localhost.evil.example",
      "127.0.0.1.evil.example",
      "evil.example:localhost",
      "[::2]",
      "x@localhost",
    ]) {
      for (const path of ["/", "/events", "/run?path=first", "/run/events?path=first", "/nothing"]) {
        const { status, text } = await visitor.get(path, { host });
        expect(status, `${host} ${path}`).to.equal(403);
        expect(text, `${host} ${path}`).not.to.contain("made-up");
      }
    }
  });

  it("only shows: other methods are refused", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]) expect((await visitor.get("/", { method })).status, method).to.equal(405);
  });

  it("opens nothing outside the folder", async () => {
    writeRun(join(folder, "outside"), { steps: 1, rollouts: 1 });
    symlinkSync(join(folder, "outside"), join(folder, "runs/link"));
    const absolute = encodeURIComponent(join(folder, "outside"));
    for (const path of ["../outside", "..%2Foutside", "first/../../outside", "link", "first/rollouts", "", "%00", absolute]) {
      for (const route of ["/run?path=", "/run/events?path="]) expect((await visitor.get(route + path)).status, route + path).to.equal(404);
    }
    for (const path of ["/../outside/recipe.json", "/%2e%2e/outside/recipe.json", "/first/recipe.json", "/run", "//etc/passwd"]) {
      expect((await visitor.get(path)).status, path).to.equal(404);
    }
    expect((await listed()).runs.map(({ path }) => path)).to.deep.equal(["first"]);
  });

  it("sends all rows at first, then those that are appended, rollouts, evaluations and the end", async () => {
    rmSync(at("summary.json"));
    const updates: RunUpdate[] = [];
    for await (const update of visitor.events<RunUpdate>("/run/events?path=first&after=2&finished=false")) {
      updates.push(update);
      if (update.metrics?.from === 0) {
        expect(update.metrics.rows.map(({ step }) => step)).to.deep.equal([0, 1, 2]);
        appendFileSync(at("metrics.jsonl"), '{"step":3,"reward/mean":0.5}\n{"step":4,"rew');
        writeFileSync(at("rollouts/step-3.jsonl"), "");
      }
      if (update.rollouts) writeFileSync(at("evaluations/step-3.jsonl"), '{"set":"held-out","problem":"p","difficulty":1,"sample":0,"outcome":"correct"}\n');
      if (update.evaluations?.some(({ step }) => step === 3)) writeFileSync(at("summary.json"), '{"steps":3}');
      if (update.summary) break;
    }
    const metrics = updates.flatMap((update) => (update.metrics ? [update.metrics] : []));
    expect(metrics.slice(1)).to.deep.equal([{ from: 3, rows: [{ step: 3, "reward/mean": 0.5 }] }]);
    expect(updates.flatMap(({ rollouts }) => (rollouts ? [rollouts.step] : []))).to.deep.equal([3]);
    expect(updates.at(-1)?.summary).to.deep.equal({ steps: 3 });
  });

  it("sends what a resumed run has cut off", async () => {
    const cuts: unknown[] = [];
    for await (const { metrics } of visitor.events<RunUpdate>("/run/events?path=first&after=2&finished=true")) {
      if (metrics && metrics.from > 0) cuts.push(metrics);
      if (cuts.length > 0) break;
      writeFileSync(at("metrics.jsonl"), '{"step":0,"evaluation/held-out/pass1":0.25,"evaluation/held-out/standardError":0.02}\n');
    }
    expect(cuts).to.deep.equal([{ from: 1, rows: [] }]);
  });

  it("lists runs that begin, and how far they are", async () => {
    const lists: Listed[] = [];
    for await (const list of visitor.events<Listed>("/events")) {
      lists.push(list);
      if (lists.length === 2) break;
      writeRun(join(folder, "runs/group/second"), { steps: 4, rollouts: 1 });
    }
    expect(lists[0].runs).to.have.length(1);
    expect(lists[0].runs[0]).to.include({ path: "first", page: "/run?path=first", state: "finished", done: 1, pass1: 0.75 });
    rmSync(at("summary.json"));
    writeFileSync(at("metrics.jsonl"), '{"step":1,"reward/mean":0.5}\n');
    expect((await listed()).runs.map(({ path, state, done }) => [path, state, done])).to.deep.equal([
      ["first", "step 1 of 2", 0.5],
      ["group/second", "finished", 1],
    ]);
  });

  it("lists a run whose process is gone as stopped, and goes on when it is resumed", async () => {
    rmSync(at("summary.json"));
    const states: string[] = [];
    for await (const { runs } of visitor.events<Listed>("/events")) {
      states.push(runs[0].state);
      if (states.length === 4) break;
      visitor.process = (["killed", "none", "running"] as const)[states.length - 1];
    }
    expect(states).to.deep.equal(["step 2 of 2", "stopped at step 2 of 2 (killed)", "stopped at step 2 of 2", "step 2 of 2"]);
    writeFileSync(at("summary.json"), "{}");
    visitor.process = "none";
    expect((await listed()).runs[0].state).to.equal("finished");
  });

  it("tells the page of a run when its process is gone, and its summary before that", async () => {
    rmSync(at("summary.json"));
    const told: string[] = [];
    for await (const { process, summary } of visitor.events<RunUpdate>("/run/events?path=first&after=2&finished=false")) {
      if (process) told.push(process);
      if (summary) told.push("summary");
      if (told.at(-1) === "none") break;
      if (process === "running" && told.length === 1) visitor.process = "killed";
      if (process === "killed") visitor.process = "running";
      if (process === "running" && told.length > 1) {
        writeFileSync(at("summary.json"), '{"steps":2}');
        visitor.process = "none";
      }
    }
    expect(told).to.deep.equal(["running", "killed", "running", "summary", "none"]);
  });

  it("lists of a suite also the runs that have not begun and those that failed", async () => {
    writeSuite(join(folder, "runs/suite"));
    rmSync(join(folder, "runs/suite/grpo"), { recursive: true });
    const state = { runs: [runState("grpo", 1, "queued"), runState("oreal", 1, "failed", "NUMBER_NOT_FINITE: the loss is NaN")] };
    writeFileSync(join(folder, "runs/suite/suite.json"), JSON.stringify(state));
    const rows = new Map((await listed()).runs.map((row) => [row.path, row]));
    expect(rows.get("suite/grpo/seed-1")).to.deep.equal({ path: "suite/grpo/seed-1", state: "queued", done: 0 });
    expect(rows.get("suite/oreal/seed-1")).to.include({ state: "failed: NUMBER_NOT_FINITE: the loss is NaN", page: "/run?path=suite%2Foreal%2Fseed-1" });
    expect(rows.get("suite/oreal/seed-2")).to.include({ state: "finished" });
  });

  it("says of a damaged run that it cannot be read, and shows the others", async () => {
    writeRun(join(folder, "runs/second"), { steps: 1, rollouts: 1 });
    writeFileSync(at("metrics.jsonl"), "garbage\n");
    const { runs } = await listed();
    expect(runs.map(({ state }) => state)).to.deep.equal(["RUN_DAMAGED: line 1 is not JSON", "finished"]);
    const page = await visitor.get("/run?path=first");
    expect(page.status).to.equal(500);
    expect(page.text).to.contain("RUN_DAMAGED: line 1 is not JSON");
  });

  it("shows a run alone where the folder is one", async () => {
    const alone = new LiveVisitor();
    await alone.start(join(folder, "runs/first"));
    try {
      const response = await fetch(alone.address);
      expect(response.url).to.equal(`${alone.address}run?path=`);
      expect(await response.text()).to.contain("/run/events?path=&after=2");
    } finally {
      await alone.stop();
    }
  });

  it("ends at once while somebody listens", async () => {
    const listening = visitor.events("/events");
    await listening.next();
    await visitor.stop();
    const end = await listening.next().catch(() => ({ done: true }));
    expect(end.done).to.equal(true);
  });
});

describe("live report of what cannot be shown", () => {
  const settings = { terminal: { interactive: false, columns: 80, write: () => undefined }, signal: new AbortController().signal };
  const knowledge = async () => ({ declarations: {}, explanation: {}, notes: [] });

  async function failure(location: string, port: number): Promise<unknown> {
    return liveReport(location, { ...settings, port, knowledge, processOf: () => "running" }).catch((error: unknown) => error);
  }

  it("is RUN_NOT_FOUND where there is no folder", async () => {
    expect(await failure(join(tmpdir(), "lode-no-such-folder"), 0))
      .to.be.instanceOf(UserError)
      .with.property("code", "RUN_NOT_FOUND");
  });

  it("is USAGE where the port is taken", async () => {
    const visitor = new LiveVisitor();
    await visitor.start(tmpdir());
    const taken = await failure(tmpdir(), Number(new URL(visitor.address).port));
    await visitor.stop();
    expect(taken).to.be.instanceOf(UserError).with.property("code", "USAGE");
  });
});

function runState(recipe: string, seed: number, state: string, reason?: string): object {
  return { recipe, seed, folder: `${recipe}/seed-${seed}`, state, reason };
}
