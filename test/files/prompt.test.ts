import type { Problem } from "@lode/core";
import { expect } from "chai";
import { take } from "../arithmetic/take.js";
import { failureOf } from "../recipe/failure-of.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { openedDataset } from "./opened-dataset.js";
import { jsonLines } from "./row-files.js";

describe("the prompt of a problem", () => {
  const folder = new TemporaryFolder();

  async function problemOf(row: object, prompt: object): Promise<Problem> {
    const paths = [folder.write("row.jsonl", jsonLines([row]))];
    return openedDataset({ paths, prompt }, async (dataset) => (await take(1, dataset.draws(0)))[0].problem);
  }

  it("is the template with the question, to the letter", async () => {
    const { prompt, question } = await problemOf({ question: "What is $&$1?", answer: "1" }, { style: "text", template: "Q: {question}\nA:" });
    expect([prompt, question]).to.deep.equal(["Q: What is $&$1?\nA:", "What is $&$1?"]);
  });

  it("is a conversation with system prompt and examples", async () => {
    const examples = [{ question: "1+1", answer: "\\boxed{2}" }];
    const { prompt, question } = await problemOf(
      { question: "2+2", answer: "4" },
      { style: "chat", template: "{question} Box it.", system: "Be exact.", examples },
    );
    expect(prompt).to.deep.equal([
      { role: "system", content: "Be exact." },
      { role: "user", content: "1+1 Box it." },
      { role: "assistant", content: "\\boxed{2}" },
      { role: "user", content: "2+2 Box it." },
    ]);
    expect(question).to.equal("2+2");
  });

  it("is the row's own where the recipe says so", async () => {
    const own = [{ role: "user", content: "7+3" }];
    expect((await problemOf({ prompt: own, answer: "10" }, { style: "own" })).prompt).to.deep.equal(own);
    const without = await failureOf(() => problemOf({ question: "q", answer: "1" }, { style: "own" }));
    expect(without.message).to.equal('"prompt" is missing');
    const unasked = await failureOf(() => problemOf({ prompt: "p", answer: "1" }, { style: "text", template: "{question}" }));
    expect([unasked.message, unasked.remedy.includes('"own"')]).to.deep.equal(['"question" is missing', true]);
  });
});
