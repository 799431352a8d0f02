import type { Draw } from "@lode/core";
import { expect } from "chai";
import { take } from "../arithmetic/take.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { openedDataset } from "./opened-dataset.js";
import { jsonLines, sums } from "./row-files.js";

const ids = (draws: readonly Draw[]): readonly string[] => draws.map(({ problem }) => problem.id);

describe("a data set of files", () => {
  const folder = new TemporaryFolder();
  let file = "";

  before(() => (file = folder.write("sums.jsonl", jsonLines(sums(7)))));

  it("has every problem once an epoch, in an order of its own each", async () => {
    const drawn = ids(await openedDataset({ paths: [file] }, (dataset) => take(21, dataset.draws(0))));
    const epochs = [0, 7, 14].map((start) => drawn.slice(start, start + 7));
    for (const epoch of epochs) expect([...epoch].sort()).to.deep.equal(sums(7).map(({ id }) => id));
    expect(new Set(epochs.map((epoch) => epoch.join()))).to.have.length(3);
  });

  it("goes on anywhere exactly as it would have, across epochs", async () => {
    const whole = await openedDataset({ paths: [file] }, (dataset) => take(30, dataset.draws(0)));
    for (const from of [1, 6, 7, 8, 13, 20]) {
      const rest = await openedDataset({ paths: [file] }, (dataset) => take(30 - from, dataset.draws(from)));
      expect(rest).to.deep.equal(whole.slice(from));
    }
  });

  it("keeps the order of the files without shuffling, and the same rows as a JSON list", async () => {
    const list = folder.write("sums.json", sums(7));
    const lines = await openedDataset({ paths: [file], shuffle: false }, (dataset) => take(9, dataset.draws(0)));
    expect(ids(lines)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 0, 1].map((place) => `sum-${place}`));
    expect(await openedDataset({ paths: [list], shuffle: false }, (dataset) => take(9, dataset.draws(0)))).to.deep.equal(lines);
  });

  it("takes its problems from several files, and names those without id by file and line", async () => {
    const [first, second] = ["a", "b"].map((name) => folder.write(`${name}/part.jsonl`, jsonLines([{ question: `in ${name}`, answer: "1" }])));
    const problems = await openedDataset({ paths: [first, second], shuffle: false }, (dataset) => take(2, dataset.draws(0)));
    expect(ids(problems)).to.deep.equal(["part.jsonl:1", "part.jsonl(2):1"]);
  });

  it("reads a file that is larger than what is read at a time", async () => {
    const rows = sums(3000).map((row) => ({ ...row, solution: "ü€".repeat(200) }));
    const large = folder.write("large.jsonl", jsonLines(rows));
    const drawn = await openedDataset({ paths: [large], shuffle: false }, (dataset) => take(3000, dataset.draws(0, "once")));
    expect(drawn.map(({ problem: { id, question, answer, solution } }) => ({ id, question, answer, solution }))).to.deep.equal(rows);
  });

  it("leaves out duplicates and says which, and how many contradict the first", async () => {
    const rows = [
      ...sums(3),
      { question: "what is  2 + $3$?", answer: "5" },
      { question: "What is 0 + 1", answer: "7" },
      { question: "What is 5!", answer: "120" },
    ];
    const path = folder.write("doubled.jsonl", jsonLines([...rows, { question: "What is 5", answer: "5" }]));
    const report = await openedDataset({ paths: [path] }, (dataset) => dataset.report());
    expect(report).to.deep.equal([
      "5 problems of 7 rows in doubled.jsonl",
      "left out: 2 duplicates, 1 of them with another answer than the first: doubled.jsonl:4 = doubled.jsonl:3; doubled.jsonl:5 = doubled.jsonl:1",
    ]);
    expect(await openedDataset({ paths: [path], deduplicate: false }, (dataset) => dataset.report())).to.deep.equal(["7 problems of 7 rows in doubled.jsonl"]);
  });

  it("skips and limits after duplicates", async () => {
    const path = folder.write("slice.jsonl", jsonLines([...sums(2), ...sums(5)].map(({ question, answer }) => ({ question, answer }))));
    const once = { paths: [path], shuffle: false, skip: 1, limit: 3 };
    const drawn = await openedDataset(once, (dataset) => take(9, dataset.draws(0, "once")));
    expect(drawn.map(({ problem }) => problem.answer)).to.deep.equal(["3", "5", "7"]);
    const failure = await failureOf(() => openedDataset({ ...once, skip: 5 }, () => undefined));
    expect([failure.code, failure.message]).to.deep.equal(["DATA_INVALID", "no problem is left of 7 rows"]);
  });

  it("names rows that cannot be used by file, line and field, or leaves them out and counts them", async () => {
    const bad = [sums(1)[0], "{broken", { question: "q" }, { question: "r", answer: "1", id: "sum-0" }];
    const path = folder.write("bad.jsonl", bad.map((row) => (typeof row === "string" ? row : JSON.stringify(row))).join("\n"));
    const failure = await failureOf(() => openedDataset({ paths: [path] }, () => undefined));
    expect(failure.place.file).to.equal(`${path}:2`);
    expect(failure.message.split("\n       ")).to.deep.equal([
      "3 rows cannot be used:",
      `${path}:2: the row is not valid JSON`,
      `${path}:3: "answer" is missing or empty`,
      `${path}:4: "id" is "sum-0", as in an earlier row`,
    ]);
    const [, leftOut] = await openedDataset({ paths: [path], invalid: "skip" }, (dataset) => dataset.report());
    expect(leftOut).to.match(/^left out: 3 rows that cannot be used: bad\.jsonl:2: the row is not valid JSON; /);
  });

  it("refuses a kind of file that it does not know, and a list that is not closed", async () => {
    const text = await failureOf(() => openedDataset({ paths: [folder.write("rows.txt", "")] }, () => undefined));
    expect([text.code, text.message]).to.deep.equal(["DATA_INVALID", '".txt" is no kind of file that holds problems']);
    const list = await failureOf(() =>
      openedDataset({ paths: [folder.write("open.json", '[{"question":"q","answer":"1"}')], invalid: "skip" }, () => undefined),
    );
    expect([list.code, list.message]).to.deep.equal(["DATA_INVALID", "the list is not closed"]);
  });

  it("says so when a file changed after it was first read", async () => {
    const path = folder.write("changing.jsonl", jsonLines(sums(2)));
    const failure = await openedDataset({ paths: [path] }, (dataset) => {
      folder.write("changing.jsonl", "x".repeat(200));
      return failureOf(() => take(1, dataset.draws(0)));
    });
    expect(failure.message).to.equal("the row has changed since it was first read: the row is not valid JSON");
  });
});
