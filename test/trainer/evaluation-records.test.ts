import { expect } from "chai";
import { core } from "./core.js";
import { toyTraining, train } from "./toy-training.js";

const { cutEvaluations } = core("trainer/evaluation-records");

interface Row {
  readonly set: string;
  readonly problem: string;
  readonly sample: number;
  readonly outcome: string;
  readonly tokens: number;
}

function rows(text: string | undefined): readonly Row[] {
  return (text ?? "")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Row);
}

describe("the answers of an evaluation", () => {
  it("are written at every evaluation, set by set, problem by problem, and agree with pass@1", async () => {
    const run = await toyTraining();
    const [set] = run.evaluationSets;
    const summary = await train({ ...run, evaluationSets: [set, { ...set, name: "other", problems: 2, samples: 1 }] });
    expect(await run.store.list("evaluations")).to.deep.equal(["step-0.jsonl", "step-3.jsonl", "step-4.jsonl"]);
    const last = rows(run.store.text("evaluations/step-4.jsonl"));
    expect(last.map(({ set: name, sample }) => `${name} ${sample}`)).to.deep.equal([
      ...[0, 1, 2].flatMap(() => ["held-out 0", "held-out 1"]),
      ...["other 0", "other 0"],
    ]);
    expect(new Set(last.slice(0, 6).map(({ problem }) => problem)).size).to.equal(3);
    const correct = last.slice(0, 6).filter(({ outcome }) => outcome === "correct").length;
    expect(summary.final?.pass1).to.be.closeTo(correct / 6, 1e-12);
    for (const { tokens } of last) expect(tokens).to.be.within(1, 8);
  });

  it("of later steps are cut off where a run is resumed, and all where it begins anew", async () => {
    const run = await toyTraining();
    await train(run);
    await run.store.write("evaluations/notes.txt", "mine");
    await cutEvaluations(run.store, 3);
    expect(await run.store.list("evaluations")).to.deep.equal(["notes.txt", "step-0.jsonl", "step-3.jsonl"]);
    await cutEvaluations(run.store, 0);
    expect(await run.store.list("evaluations")).to.deep.equal(["notes.txt"]);
  });
});
