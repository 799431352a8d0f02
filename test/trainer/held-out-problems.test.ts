import { comparableWords, problemText, type StoredProblem } from "@lode/core";
import { expect } from "chai";
import { createRequire } from "node:module";

type Module = typeof import("../../core/src/trainer/held-out-problems.js");
const { HeldOutProblems } = createRequire(import.meta.url)("../../../core/dist/trainer/held-out-problems.js") as Module;

function stored(prompt: string, answer: string, line = 1): StoredProblem {
  return { problem: { id: String(line), prompt, answer }, file: "f.jsonl", line };
}

/** The share with one held-out problem, from 0 on. */
function share(heldOut: StoredProblem, trained: StoredProblem, threshold = 1e-9): number | undefined {
  const problems = new HeldOutProblems();
  problems.add(heldOut);
  return problems.overlap(trained, threshold)?.share;
}

describe("comparable words", () => {
  it("leave out layout and punctuation, and keep what changes a problem", () => {
    const plain = comparableWords("Let $f(x)=\\frac{1}{2}x$. Find f'(0).");
    expect(comparableWords("let  f(x) = \\frac{1}{2} x; find “f’(0)”?")).to.deep.equal(plain);
    expect(plain).to.deep.equal(["let", "f", "(", "x", ")", "=", "frac", "1", "2", "x", "find", "f", "'", "(", "0", ")"]);
    expect(comparableWords("5!")).to.not.deep.equal(comparableWords("5"));
    expect(comparableWords("x+2")).to.not.deep.equal(comparableWords("x-2"));
    expect(comparableWords(".5")).to.not.deep.equal(comparableWords("5"));
    expect(comparableWords("1.5 and 1,000")).to.deep.equal(["1.5", "and", "1,000"]);
    expect(comparableWords("ﬁve ＋ ２")).to.deep.equal(["five", "+", "2"]);
  });
});

describe("the text of a problem", () => {
  it("is its question, its prompt, or the last turn of it", () => {
    const turns = [
      { role: "system", content: "s" },
      { role: "user", content: "u" },
    ] as const;
    expect(problemText({ id: "", answer: "", prompt: turns, question: "q" })).to.equal("q");
    expect(problemText({ id: "", answer: "", prompt: turns })).to.equal("u");
    expect(problemText({ id: "", answer: "", prompt: "p" })).to.equal("p");
  });
});

describe("held-out problems", () => {
  // 10 words: 7 sequences of 4.
  const heldOut = stored("a b c d e f g h i j", "5");

  it("are found where all words are the same, whatever the answer", () => {
    expect(share(heldOut, stored("A, b. C d e f g h i $j$", "6"), 1)).to.equal(1);
    expect(share(stored("2+2", "4"), stored("2 + 2", "4"), 1)).to.equal(1);
  });

  it("share their sequences of four words", () => {
    expect(share(heldOut, stored("a b c d e f g h i x", "5"))).to.equal(6 / 7);
    expect(share(heldOut, stored("a b c d x f g h i j", "5"))).to.equal(3 / 7);
    expect(share(heldOut, stored("before a b c d e f g h i j after", "5"))).to.equal(1);
    expect(share(heldOut, stored("a b c x d e f x g h i j", "5"))).to.equal(1 / 7);
  });

  it("are other problems with another answer, or below the threshold", () => {
    expect(share(heldOut, stored("a b c d e f g h i x", "6"))).to.equal(undefined);
    expect(share(heldOut, stored("a b c d e f g h i x", "5"), 0.86)).to.equal(undefined);
    expect(share(heldOut, stored("a b c d e f g h i x", "5"), 0.85)).to.equal(6 / 7);
  });

  it("are named by the one that is most alike", () => {
    const problems = new HeldOutProblems();
    for (const [line, text] of ["a b c d e f q r s t", "a b c d e f g h s t", "a b c d q r s t u v"].entries()) problems.add(stored(text, "5", line));
    expect(problems.overlap(heldOut, 0.1)?.heldOut.line).to.equal(1);
  });
});
