import { expect } from "chai";
import { pageModule } from "./page-modules.js";

const { appliedUpdate } = pageModule("page/applied-update");
const { chosenMetrics } = pageModule("page/chosen-metrics");
const { declarationOf } = pageModule("page/declaration-of");
const { duration } = pageModule("page/duration");
const { evaluationPoints } = pageModule("page/evaluation-points");
const { formatted } = pageModule("page/formatted");
const { heatScale } = pageModule("page/heat-scale");
const { resultInWords } = pageModule("page/result-in-words");
const { filterRollouts } = pageModule("page/rollout-filter");
const { runState } = pageModule("page/run-state");
const { suiteInWords, verdictOf } = pageModule("page/suite-in-words");

describe("numbers of a page", () => {
  it("are short, and fractions are per cent", () => {
    expect([0.5558, 0].map((value) => formatted(value, "fraction"))).to.deep.equal(["55.6\u202f%", "0.0\u202f%"]);
    expect([-0.123456, 47_086, 12_345.6, 0.00041, 3, 123.456].map((value) => formatted(value))).to.deep.equal([
      "−0.1235",
      "47,086",
      "12,346",
      "4.10e−4",
      "3",
      "123.5",
    ]);
    expect(formatted(undefined)).to.equal("–");
    expect([3.7, 200, 3900].map(duration)).to.deep.equal(["4 s", "3 min 20 s", "1 h 5 min"]);
  });

  it("become levels of heat, with their sign", () => {
    const { top, level } = heatScale([0.2, -0.4, 0.1]);
    expect(top).to.equal(0.4);
    expect([0.4, 0.2, 0, -0.4].map(level)).to.deep.equal([6, 3, 0, -6]);
    expect(heatScale([0, 0]).level(0)).to.equal(0);
  });
});

describe("metrics of a page", () => {
  const declarations = {
    "reward/mean": { unit: "reward", reduction: "mean", meaning: "a" },
    "evaluation/<set>/pass<k>": { unit: "fraction", reduction: "last", meaning: "b" },
  } as const;

  it("find their declarations, by name and by pattern", () => {
    expect(declarationOf("reward/mean", declarations)?.meaning).to.equal("a");
    expect(declarationOf("evaluation/held-out/pass16", declarations)?.meaning).to.equal("b");
    expect(declarationOf("evaluation/held-out/passing", declarations)).to.equal(undefined);
    expect(declarationOf("constructor", declarations)).to.equal(undefined);
  });

  it("begin with those that tell most", () => {
    expect(chosenMetrics(["objective/loss", "time/total", "objective/klTerm", "reward/mean"])).to.deep.equal([
      "reward/mean",
      "objective/loss",
      "objective/klTerm",
    ]);
  });
});

describe("the result of a run in words", () => {
  const point = (step: number, pass1: number): object => ({ step, "evaluation/a/pass1": pass1, "evaluation/a/standardError": 0.02 });
  const words = (...rows: readonly object[]): string => resultInWords(evaluationPoints(rows as never));

  it("says what pass@1 did", () => {
    expect(words(point(0, 0.25), { step: 1 }, point(2, 0.75))).to.equal("pass@1 rose from 25.0\u202f% to 75.0\u202f%.");
    expect(words(point(0, 0.25), point(2, 0.2))).to.equal("pass@1 fell from 25.0\u202f% to 20.0\u202f%.");
    expect(words(point(0, 0.25), point(2, 0.25))).to.equal("pass@1 stayed at 25.0\u202f%.");
    expect(words(point(0, 0.25))).to.equal("pass@1 was 25.0\u202f% at step 0.");
    expect(words({ step: 1 })).to.equal("The run has not been evaluated.");
  });

  it("keeps bands within 0 and 1", () => {
    expect(evaluationPoints([point(0, 0.01)] as never)[0]).to.include({ low: 0, high: 0.03 });
  });
});

describe("the state of a run in words", () => {
  const words = (more: object): string => runState({ metrics: [{ step: 0 }, { step: 3 }], steps: 60, ...more } as never);
  const live = { events: "/run/events" };

  it("says how far it is, and on a live page whether it is training", () => {
    expect(words({})).to.equal("not finished: step 3 of 60");
    expect([words({ live }), words({ live, process: "running" })]).to.deep.equal(["training, step 3 of 60", "training, step 3 of 60"]);
    expect(words({ live, process: "killed" })).to.equal("stopped at step 3 of 60 (killed)");
    expect(words({ live, process: "none", metrics: [] })).to.equal("stopped at step 0 of 60");
    expect(words({ live, process: "none", summary: {} })).to.equal("finished");
  });
});

describe("the filter of rollouts", () => {
  const rollout = (text: string, outcome: string, selected: boolean): object => ({
    problem: "p",
    prompt: "Ask",
    answer: "4",
    text,
    selected,
    verdict: { outcome, reason: "" },
  });
  const steps = [
    { step: 1, rollouts: [rollout("Blue sky", "correct", true), rollout("grey", "incorrect", false)] },
    { step: 2, rollouts: [rollout("blue sea", "incorrect", true)] },
  ];
  const all = { step: "all", verdict: "all", selected: "all", search: "" } as const;
  const found = (filter: object): readonly string[] =>
    filterRollouts(steps as never, { ...all, ...filter }).map(({ step, rollout: { text } }) => `${step} ${text}`);

  it("lets through what fits all of it", () => {
    expect(found({})).to.deep.equal(["1 Blue sky", "1 grey", "2 blue sea"]);
    expect(found({ step: 2 })).to.deep.equal(["2 blue sea"]);
    expect(found({ verdict: "incorrect" })).to.deep.equal(["1 grey", "2 blue sea"]);
    expect(found({ selected: "no" })).to.deep.equal(["1 grey"]);
    expect(found({ search: " BLUE  s" })).to.deep.equal(["1 Blue sky", "2 blue sea"]);
    expect(found({ search: "blue", verdict: "correct", selected: "yes", step: 1 })).to.deep.equal(["1 Blue sky"]);
    expect(found({ search: "ask blue grey" })).to.deep.equal([]);
  });
});

describe("the result of a suite in words", () => {
  const recipe = (name: string, pass1: number | null): object => ({ name, pass1 });
  const pairs = [
    { a: "a", b: "b", verdict: "worse" },
    { a: "b", b: "c", verdict: "cannot-tell" },
    { a: "d", b: "b", verdict: "worse" },
    { a: "b", b: "e", verdict: "same" },
  ];

  it("names the highest recipe, whom it beats and what cannot be told", () => {
    const result = { recipes: [recipe("a", 0.1), recipe("b", 0.5), recipe("c", 0.4), recipe("d", 0.2), recipe("e", 0.49), recipe("failed", null)], pairs };
    expect(suiteInWords(result as never)).to.deep.equal([
      "b has the highest pass@1, 50.0\u202f%.",
      "It is better than d and a.",
      "It is the same as e, within what was stated beforehand.",
      "Against c the data cannot tell.",
    ]);
    expect(verdictOf(pairs as never, "c", "b")).to.equal("cannot-tell");
    expect(suiteInWords({ recipes: [recipe("failed", null)], pairs: [] } as never)).to.deep.equal(["No recipe has a score."]);
  });
});

describe("an update of a live page", () => {
  it("replaces rows from a place on, and steps of rollouts", () => {
    const data = { metrics: [{ step: 0 }, { step: 1 }, { step: 2 }], rollouts: [{ step: 1 }, { step: 3 }], evaluations: [] };
    const updated = appliedUpdate(data as never, {
      metrics: { from: 1, rows: [{ step: 1, "a/b": 2 }] },
      rollouts: { step: 2, recorded: 0, file: "", rollouts: [] },
    });
    expect(updated.metrics).to.deep.equal([{ step: 0 }, { step: 1, "a/b": 2 }]);
    expect(updated.rollouts.map(({ step }) => step)).to.deep.equal([1, 2, 3]);
    expect(appliedUpdate(appliedUpdate(updated, { process: "killed" }), {}).process).to.equal("killed");
  });
});
