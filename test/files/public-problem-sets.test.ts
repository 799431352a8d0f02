import { PUBLIC_DATA, describePublic } from "./public-problem-sets.js";
import { expect } from "chai";
import { take } from "../arithmetic/take.js";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { openedDataset } from "./opened-dataset.js";
import { filesRecipe } from "./recipe.js";

describePublic("public problem sets", (data) => {
  const folder = new TemporaryFolder();
  // Four of its rows have no answer.
  const math = { invalid: "skip", layout: "fields", fields: { question: "problem", answer: "answer", answerForm: "whole", difficulty: "difficulty" } };

  for (const [name, { options, count, report }] of Object.entries(PUBLIC_DATA)) {
    it(`${name} can be read whole`, async () => {
      const seen = await openedDataset({ paths: [data(name)], ...options }, async (dataset) => ({
        report: dataset.report(),
        drawn: await take(99_999, dataset.draws(0, "once")),
      }));
      expect(seen.report[0]).to.equal(report);
      expect(seen.drawn).to.have.length(count);
      for (const { problem } of seen.drawn) expect(problem.answer).to.match(/\S/);
    });
  }

  it("MATH-500 has the same answers in the boxes of its solutions as in fields of their own", async () => {
    const answers = async (layout: string) => {
      const drawn = await openedDataset({ paths: [data("math500_test.jsonl")], layout, shuffle: false }, (dataset) => take(500, dataset.draws(0)));
      return drawn.map(({ problem }) => problem.answer.replaceAll(/\s/g, ""));
    };
    expect(await answers("math")).to.deep.equal(await answers("math-500"));
  });

  it("overlap in nothing between GSM8K's parts, nor between MATH's training problems and MATH-500", async () => {
    const pairs = [
      { train: data("gsm8k_train.jsonl"), test: data("gsm8k_test.jsonl"), of: { layout: "gsm8k" }, at: { layout: "gsm8k" } },
      { train: data("math_train.json"), test: data("math500_test.jsonl"), of: math, at: { layout: "math-500" } },
    ];
    for (const { train, test, of, at } of pairs) {
      const base = filesRecipe(train, test) as { evaluation: { sets: { "held-out": object } } };
      const heldOut = { dataset: { paths: [test], ...at }, problems: 2 };
      const recipe = folder.write("recipe.json", { ...base, dataset: { paths: [train], ...of }, evaluation: { sets: { "held-out": heldOut } } });
      expect((await runLode("check", recipe)).stderr).to.equal("");
      const same = { ...heldOut, dataset: { paths: [train], ...of } };
      const trained = folder.write("trained.json", { ...base, dataset: { paths: [train], ...of }, evaluation: { sets: { "held-out": same } } });
      expect((await runLode("check", trained)).stderr).to.match(/^DATA_INVALID: 74[67]\d problems of the evaluation set held-out are also trained on/);
    }
  });
});
