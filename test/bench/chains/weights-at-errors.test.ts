import { expect } from "chai";
import { firstWrongStep } from "./first-wrong-step.js";
import { weightsAtErrors, type RolloutRow } from "./weights-at-errors.js";

const PROMPT = [0, 0];
const RIGHT_FIRST = "4+3=0\n0*2=1\n\\boxed{1}";
const WRONG_FIRST = "4+3=1\n1*2=2\n\\boxed{2}";

/** A row whose line break after the result at `place` of the text has the weight `high`, everything else that of its place. */
function row(text: string, place: number, high: number, changes: Partial<RolloutRow> = {}): RolloutRow {
  const weights = Array.from(text, (_, at) => (at === place + 1 ? high : at / 100));
  return { step: 1, problem: "4;+3*2%7", text, reward: -1, action: [...PROMPT, ...weights.map(() => 1)], tokenWeights: [...PROMPT, ...weights], ...changes };
}

describe("firstWrongStep", () => {
  it("is the first line with a wrong result or a wrong beginning, by hand", () => {
    expect(firstWrongStep("4;+3*2%7", "4+3=0\n0*2=0\n\\boxed{0}")).to.equal(undefined);
    expect(firstWrongStep("4;+3*2%7", RIGHT_FIRST)).to.equal(1);
    expect(firstWrongStep("4;+3*2%7", WRONG_FIRST)).to.equal(0);
    expect(firstWrongStep("4;+3*2%7", "4+3=0\n1*2=0\n\\boxed{0}"), "begins with another number").to.equal(1);
  });

  it("is unknown where lines are missing or in another order", () => {
    expect(firstWrongStep("4;+3*2%7", "4+3=1\n\\boxed{1}")).to.equal(undefined);
    expect(firstWrongStep("4;+3*2%7", "4*2=1\n1+3=0\n\\boxed{0}")).to.equal(undefined);
  });
});

describe("weightsAtErrors", () => {
  it("compares the first wrong step with right ones of the same place in rows of equal length and training step", () => {
    const rows = [row(WRONG_FIRST, 4, 0.9), row(RIGHT_FIRST, 4, 0.1), row(RIGHT_FIRST, 4, 0.9), row(RIGHT_FIRST, 4, 0.5, { step: 2 })];
    const { wrongRows, readRows, pairs, auc } = weightsAtErrors(rows);
    expect({ wrongRows, readRows, pairs }).to.deep.equal({ wrongRows: 4, readRows: 4, pairs: 2 });
    expect(auc).to.deep.equal({ "weight of the result": 0.5, "weight of the line break after it": 0.75, "rise from the one to the other": 0.75 });
  });

  it("leaves out rows that are right, were not weighed, or cannot be read", () => {
    const rows = [
      row(WRONG_FIRST, 4, 0.9, { reward: 1 }),
      row(WRONG_FIRST, 4, 0.9, { tokenWeights: undefined }),
      row("\\boxed{3}", 2, 1),
      row(WRONG_FIRST, 4, 1),
    ];
    expect(weightsAtErrors(rows)).to.include({ wrongRows: 2, readRows: 1, pairs: 0 });
  });
});
