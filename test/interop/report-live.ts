import { expect } from "chai";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { LiveVisitor } from "../report/live/live-visitor.js";
import { ROOT } from "./packed-packages.js";
import { mustRun } from "./run-command.js";

const CHROMIUM = "/usr/bin/chromium";
const TINY = ["engine=cpu", "policy.initial=null", "policy.layers=1", "policy.width=16", "policy.heads=2", "policy.feedForward=32"];
const BUDGET = ["training.steps=250", "training.promptsPerStep=2", "sampler.maxTokens=6", "training.checkpointEvery=250", "evaluation=null"];
const TRACKERS = ['trackers=[{"use":"jsonl"}]'];
const LONGEST_CURVE = `Math.max(0, ...Array.from(document.querySelectorAll('figure.chart svg [aria-label="line"] path'), (path) => path.getAttribute("d").split(/[LC]/).length))`;
const PATIENCE = { timeout: 60_000 };

/** Pages of runs that are training, in a browser. */
export function describeReportLive(folder: () => string): void {
  describe("lode report --live in Chromium", () => {
    if (!existsSync(CHROMIUM)) {
      it(`a training is watched: not tried (${CHROMIUM} is not there)`);
      return;
    }

    let browser: Browser;
    const visitor = new LiveVisitor();
    const runs = (): string => join(folder(), "live-runs");

    before(async () => {
      mkdirSync(runs());
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
      await visitor.start(runs());
    });

    after(async () => {
      await browser.close();
      await visitor.stop();
    });

    it("shows a run that begins in the list, and its curves as they grow", async () => {
      const { page, complaints } = await opened(browser, visitor.address);
      expect(await page.locator(".state").textContent()).to.equal("no run yet");
      const training = train(join(runs(), "tiny"));
      await page.getByRole("link", { name: "tiny" }).click(PATIENCE);
      const early = await grown(page, 3, 0);
      const later = await grown(page, early.step + 20, early.curve);
      expect(later.curve).to.be.above(early.curve);
      await training;
      await page.locator(".state", { hasText: /^finished$/ }).waitFor(PATIENCE);
      await page.goBack();
      await page.locator(".state", { hasText: /^1 of 1 finished$/ }).waitFor(PATIENCE);
      expect(complaints).to.deep.equal([]);
      await page.close();
    });
  });
}

/** A page, and what it has complained of: errors of script, refusals of its policy, requests that failed, requests elsewhere. */
async function opened(browser: Browser, address: string): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => !/^data:/.test(request.url()) && !request.url().startsWith(address) && complaints.push(request.url()));
  await page.goto(address);
  return { page, complaints };
}

interface Growth {
  readonly step: number;
  /** Points of the longest curve. */
  readonly curve: number;
}

/** Waits until the page has come to a step and a curve has more points than before. */
async function grown(page: Page, step: number, curve: number): Promise<Growth> {
  const end = performance.now() + PATIENCE.timeout;
  for (;;) {
    const found = await growth(page);
    if (found.step >= step && found.curve > curve) return found;
    if (performance.now() > end) throw new Error(`step ${found.step}, ${found.curve} points: not beyond step ${step}, ${curve} points`);
    await page.waitForTimeout(300);
  }
}

async function growth(page: Page): Promise<Growth> {
  const reached = /step (\d+) of/.exec((await page.locator(".state").textContent()) ?? "")?.[1];
  return { step: Number(reached ?? 0), curve: Number(await page.evaluate(LONGEST_CURVE)) };
}

async function train(run: string): Promise<void> {
  const settings = [...TINY, ...BUDGET, ...TRACKERS].flatMap((value) => ["--set", value]);
  await mustRun(process.execPath, ["core/bin/lode.js", "train", "recipes/arithmetic/grpo.json", ...settings, "--out", run], ROOT);
}
