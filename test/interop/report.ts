import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { readRun, readSuite, runPage, suitePage } from "@lode/report";
import type { Browser, Page } from "playwright-core";
import { decode, MARKUP, writeRun } from "../report/run-fixture.js";
import { writeSuite } from "../report/suite-fixture.js";
import { browserFailure, startBrowser, watchedPage, type WatchedPage } from "./watched-page.js";

const STEPS = 12;
const DECLARATIONS = { "reward/mean": { unit: "reward", reduction: "mean", meaning: "Mean reward of the rollouts." } } as const;

/** The pages of runs and suites, in a real headless Chromium. */
export function describeReport(folder: () => string): void {
  describe("pages in Chromium", () => {
    const failure = browserFailure();
    if (failure !== undefined) {
      it(`charts, filters, keyboard, markup as text, widths: not tried (${failure})`);
      return;
    }
    let browser: Browser;
    const open = (name: string, settings = {}): Promise<WatchedPage> => watchedPage(browser, pathToFileURL(join(folder(), "report", name)).href, settings);

    before(async () => {
      writePages(join(folder(), "report"));
      browser = await startBrowser();
    });
    after(() => browser.close());

    describeRun(open);
    describeRollouts(open);
    describeSuite(open);
  });
}

function writePages(folder: string): void {
  mkdirSync(folder);
  writeRun(join(folder, "run"), { steps: STEPS, rollouts: 40 });
  writeSuite(join(folder, "suite"));
  const data = readRun(join(folder, "run"), "runs/it", { declarations: DECLARATIONS, decode, explanation: { "objective: oreal": ["loss = …"] }, notes: [] });
  writeFileSync(join(folder, "run.html"), runPage(data));
  writeFileSync(join(folder, "suite.html"), suitePage(readSuite(join(folder, "suite"), "runs/suite")));
}

type Open = (name: string, settings?: object) => Promise<WatchedPage>;

/** Marks of a kind, in all charts or in one. */
function marks(page: Page, kind: string, within = ""): Promise<number> {
  return page.locator(`${within} svg.plot [aria-label="${kind}"] > *`).count();
}

/** Charts are drawn when they come into view. */
async function scrollThrough(page: Page): Promise<void> {
  for (const part of await page.locator("figure.chart").all()) await part.scrollIntoViewIfNeeded();
  await page.waitForFunction("[...document.querySelectorAll('figure.chart')].every((figure) => figure.querySelector('svg'))");
}

async function expectQuiet({ page, complaints, requests }: WatchedPage): Promise<void> {
  expect(complaints).to.deep.equal([]);
  expect(requests).to.deep.equal([page.url()]);
  expect(await page.evaluate("globalThis.stolen")).to.equal(undefined);
}

function describeRun(open: Open): void {
  it("draw a mark for every number of a run, and load nothing", async () => {
    const watched = await open("run.html");
    const { page } = watched;
    await scrollThrough(page);
    expect(await page.locator(".answer").textContent()).to.equal("pass@1 rose from 25.0\u202f% to 75.0\u202f%.");
    expect(await marks(page, "dot", "#result")).to.equal(4);
    expect(await marks(page, "dot", '[data-metric="reward/mean"]')).to.equal(STEPS);
    expect(await page.locator('[data-metric="reward/mean"] .meaning').textContent()).to.equal(DECLARATIONS["reward/mean"].meaning);
    expect(await marks(page, "dot", "#difficulty")).to.equal(4);
    await expectQuiet(watched);
    await page.close();
  });

  it("find metrics and recipe values by search", async () => {
    const { page } = await open("run.html");
    expect(await page.locator('[data-metric="selection/rows"]').count()).to.equal(0);
    await page.fill("#metric-search", "SELECTION");
    await page.waitForSelector('[data-metric="selection/rows"] svg');
    await page.fill("#recipe-search", "klCoefficient");
    expect(await page.locator("#recipe tbody tr").allTextContents()).to.deep.equal(["objective.klCoefficient0.01"]);
    await page.close();
  });

  for (const [name, settings] of Object.entries(LOOKS)) it(`are as wide as the screen: ${name}`, () => expectFitting(open, "run.html", settings));
}

function describeRollouts(open: Open): void {
  it("filter rollouts by step, verdict, training and words, and say what is left out", async () => {
    const { page } = await open("run.html");
    const rows = page.locator(".rows .row");
    expect(await rows.count()).to.equal(32);
    expect(await page.locator("#rollouts [role=status]").first().textContent()).to.contain(
      "32 found of 32 on this page; 40 were recorded, all in runs/it/rollouts/step-12.jsonl",
    );
    await page.getByLabel("Trained", { exact: true }).selectOption("yes");
    expect(await rows.count()).to.equal(2);
    await page.getByLabel("Verdict", { exact: true }).selectOption("correct");
    expect(await rows.count()).to.equal(1);
    await page.getByLabel("Step", { exact: true }).selectOption("all");
    expect(await rows.count()).to.equal(STEPS);
    await page.fill("#rollout-search", "no such word");
    expect([await rows.count(), await page.locator(".detail").textContent()]).to.deep.equal([0, "No rollout fits."]);
    await page.close();
  });

  it("show markup that a model wrote as text", async () => {
    const watched = await open("run.html");
    const { page } = watched;
    await page.locator(".rows .row").nth(1).click();
    expect(await page.locator(".detail .tokens").textContent()).to.equal(`${MARKUP}∎`);
    expect(await page.locator("img, b").count()).to.equal(0);
    await expectQuiet(watched);
    await page.close();
  });

  it("are gone through with the keyboard alone: list, tokens, steps", async () => {
    const { page } = await open("run.html");
    await page.locator(".rows").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("[aria-selected=true]").getAttribute("id")).to.equal("rollout-2");
    await page.keyboard.press("Home");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.locator(".told").textContent()).to.equal('token 2 "+" · token weight 0.5 · surprise (nats) 0.5');
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).to.equal("solid");
    const tokens = await page.locator(".detail .tokens .token").all();
    const weights = await Promise.all(tokens.map((token) => token.getAttribute("data-heat")));
    expect(weights).to.deep.equal(["3", "3", "4", "5", "5", "6"]);
    await page.getByRole("button", { name: "previous step" }).press("Enter");
    expect(await page.getByLabel("Step", { exact: true }).inputValue()).to.equal(String(STEPS - 1));
    await page.close();
  });
}

const LOOKS = {
  "dark, 1280 pixels": { colorScheme: "dark" },
  "phone, 390 pixels": { viewport: { width: 390, height: 844 } },
  "dark phone": { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
} as const;

async function expectFitting(open: Open, name: string, settings: (typeof LOOKS)[keyof typeof LOOKS]): Promise<void> {
  const watched = await open(name, settings);
  const { page } = watched;
  await scrollThrough(page);
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).to.be.at.most(0);
  const [background, ink] = await page.evaluate<[string, string]>("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]");
  const light = (colour: string): boolean => Number(/\d+/.exec(colour)?.[0]) > 127;
  const dark = "colorScheme" in settings;
  expect([light(background), light(ink)]).to.deep.equal([!dark, dark]);
  await expectQuiet(watched);
  await page.close();
}

function describeSuite(open: Open): void {
  it("draw a suite: ranking, pairs, curves with bands and single runs", async () => {
    const watched = await open("suite.html");
    const { page } = watched;
    await scrollThrough(page);
    expect(await page.locator(".answer").textContent()).to.equal(
      "oreal has the highest pass@1, 74.0\u202f%. It is better than reinforce. Against grpo the data cannot tell.",
    );
    expect([await marks(page, "dot", "#result"), await marks(page, "tick", "#result"), await marks(page, "rule", "#result")]).to.deep.equal([3, 9, 3]);
    expect([await page.locator(".pair").count(), await marks(page, "dot", "#pairs")]).to.deep.equal([3, 3]);
    expect(await page.locator('.matrix [data-verdict="better"]').count()).to.equal(2);
    expect([await marks(page, "area", "#curves"), await marks(page, "dot", "#curves")]).to.deep.equal([3, 9]);
    expect(await page.locator('#runs [data-state="collapsed"]').count()).to.equal(1);
    await page.getByLabel("Pairs with").selectOption("oreal");
    expect(await page.locator(".pair").count()).to.equal(2);
    await expectQuiet(watched);
    await page.close();
  });

  for (const [name, settings] of Object.entries(LOOKS)) it(`are as wide as the screen, suite: ${name}`, () => expectFitting(open, "suite.html", settings));
}
