import { readScores, scoreShares } from "@lode/compare";
import { UserError } from "@lode/core";
import { expect } from "chai";

const HEADER = "recipe,seed,problem,sample,correct";

function failure(...lines: readonly string[]): UserError {
  try {
    readScores(lines.join("\n"), "scores.csv");
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("scores", () => {
  it("are counted in the order of the file, whatever the order of columns, and other columns are ignored", () => {
    const csv = `\uFEFFsample,note,recipe,correct,problem,seed
0,"x, y",b,1,p1,7
1,,b,0,p1,7

0,,b,True,"p ""2""",7
0,,a,0.0,"p ""2""",1
0,,a,1.0,p1,1
`;
    const [b, a] = readScores(csv, "scores.csv");
    expect(b).to.deep.equal({ name: "b", seeds: ["7"], problems: ["p1", 'p "2"'], correct: [[1, 1]], samples: [[2, 1]] });
    expect([a.name, a.correct]).to.deep.equal(["a", [[1, 0]]]);
  });

  it("are averaged over answers first where their number varies", () => {
    expect(scoreShares({ correct: [[1, 3]], samples: [[2, 4]] })).to.deep.equal([[0.5, 0.75]]);
  });

  const cases: Readonly<Record<string, readonly [lines: readonly string[], says: string, where: string | undefined]>> = {
    "an empty file": [[], "there are no scores", undefined],
    "a header alone": [[HEADER], "there are no scores", undefined],
    "a missing column": [["recipe,seed,problem,correct", "a,1,p,1"], "no column sample", "line 1"],
    "a column that is there twice": [[`${HEADER},seed`, "a,1,p,0,1,1"], "column seed is there 2 times", "line 1"],
    "a row of another length": [[HEADER, "a,1,p,0,1", "a,1,p,1"], "not a table", "line 3"],
    "an empty field": [[HEADER, "", "a,,p,0,1"], "seed is empty", "line 3"],
    "a score that is no verdict": [[HEADER, "a,1,p,0,0.5"], 'correct is "0.5"', "line 2"],
    "an answer that is there twice": [
      [HEADER, "a,1,p,0,1", "a,1,q,0,1", "a,1,p,0,0"],
      "sample 0 of recipe a, seed 1, problem p is already in line 2",
      "line 4",
    ],
    "a problem that one seed did not answer": [[HEADER, "a,1,p,0,1", "a,1,q,0,1", "a,2,p,0,1"], "no answer to recipe a, seed 2, problem q", undefined],
    "problems that one recipe lacks": [
      [HEADER, "a,1,p,0,1", "a,1,q,0,1", "a,1,r,0,1", "b,1,p,0,1"],
      "no answer to recipe b, seed 1, problem q (and 1 more are missing)",
      undefined,
    ],
    "text that a terminal would obey": [[HEADER, "a,1,p,0,\u001b[2J"], "\\x1b[2J", "line 2"],
  };
  for (const [name, [lines, says, where]] of Object.entries(cases)) {
    it(`refuse ${name}`, () => {
      const error = failure(...lines);
      expect([error.code, error.place]).to.deep.equal(["DATA_INVALID", { file: "scores.csv", ...(where !== undefined && { pointer: where }) }]);
      expect(error.message).to.contain(says);
      expect(error.remedy).to.not.equal("");
    });
  }
});
