import type { Draw } from "../../contracts/problem.js";

/** Draws from place `first` on, `count` of them, as a run hands them to its sampler. Keeps those that were taken. */
export class WatchedDraws implements AsyncIterator<Draw> {
  readonly taken: Draw[] = [];
  /** True after somebody has closed the stream, on which the run goes on. */
  closed = false;
  private asked = 0;

  constructor(
    private readonly first = 0,
    private readonly count = Infinity,
  ) {}

  next(): Promise<IteratorResult<Draw>> {
    this.asked += 1;
    if (this.asked > this.count + PATIENCE)
      return Promise.reject(new Error("The sampler goes on asking for draws after they have ended. End when there are no more."));
    if (this.taken.length >= this.count) return Promise.resolve({ done: true, value: undefined });
    const draw = drawAt(this.first + this.taken.length);
    this.taken.push(draw);
    return Promise.resolve({ done: false, value: draw });
  }

  return(): Promise<IteratorResult<Draw>> {
    this.closed = true;
    return Promise.resolve({ done: true, value: undefined });
  }
}

/** So often may somebody ask beyond the end. */
const PATIENCE = 1000;
const LETTERS = "abcdef";

/** Prompts differ, in length too. */
function drawAt(index: number): Draw {
  const name = Array.from((index + LETTERS.length).toString(LETTERS.length), (digit) => LETTERS[Number(digit)]).join("");
  const prompt = name + "f".repeat(index % 3);
  return { index, problem: { id: `problem ${index}`, prompt, answer: "c", solution: `${name}c` } };
}
