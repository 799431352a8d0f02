import { expect } from "chai";
import { take } from "../arithmetic/take.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { openedDataset } from "./opened-dataset.js";
import { jsonLines } from "./row-files.js";

const RATES = [0, 0.1, 0.2, 0.39, 0.4, 0.6, 0.79, 0.8, 1];
/** As OREAL's published configuration has them. */
const OREAL = [
  { from: 0, to: 0.2, repeat: 6 },
  { from: 0.2, to: 0.4, repeat: 4 },
  { from: 0.4, to: 0.6, repeat: 4 },
  { from: 0.6, to: 0.8, repeat: 2 },
];

describe("the balance of difficulty", () => {
  const folder = new TemporaryFolder();

  async function counts(ranges: unknown): Promise<readonly number[]> {
    const rows = RATES.map((rate) => ({ question: `rate ${rate}`, gold_answer: "1", pass_rate: rate }));
    const paths = [folder.write("rates.jsonl", jsonLines(rows))];
    const size = (await openedDataset({ paths, layout: "oreal", balance: { ranges } }, (dataset) => dataset.report()[0].match(/(\d+) draws an epoch/)))?.[1];
    const draws = await openedDataset({ paths, layout: "oreal", balance: { ranges } }, (dataset) => take(Number(size), dataset.draws(Number(size))));
    return RATES.map((rate) => draws.filter(({ problem }) => problem.passRate === rate).length);
  }

  it("repeats problems in each epoch as often as OREAL does", async () => {
    expect(await counts(OREAL)).to.deep.equal([6, 6, 4, 4, 4, 2, 2, 0, 0]);
  });

  it("takes the first range that fits, and 1 into a range that ends there", async () => {
    const ranges = [
      { from: 0.5, to: 1, repeat: 1 },
      { from: 0, to: 0.7, repeat: 3 },
    ];
    expect(await counts(ranges)).to.deep.equal([3, 3, 3, 3, 3, 1, 1, 1, 1]);
  });

  it("gives each problem once for evaluation, and says what was left out", async () => {
    const rows = RATES.map((rate) => ({ question: `rate ${rate}`, answer: "1", passRate: rate }));
    const paths = [folder.write("once.jsonl", jsonLines(rows))];
    const seen = await openedDataset({ paths, balance: { ranges: OREAL } }, async (dataset) => ({
      once: (await take(99, dataset.draws(0, "once"))).length,
      report: dataset.report(),
    }));
    expect(seen.once).to.equal(7);
    expect(seen.report).to.deep.equal([
      "7 problems of 9 rows in once.jsonl, 28 draws an epoch",
      "left out: 2 problems whose pass rate lies in no range of the balance",
    ]);
  });

  it("says how to measure pass rates that are missing", async () => {
    const paths = [folder.write("none.jsonl", jsonLines([{ question: "q", answer: "1" }]))];
    const failure = await failureOf(() => openedDataset({ paths, balance: { ranges: OREAL } }, () => undefined));
    expect(failure.message).to.equal('"passRate" is missing or empty, and "balance" needs it');
    expect(failure.remedy).to.include("--write-pass-rates");
  });
});
