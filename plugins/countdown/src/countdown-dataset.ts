import { inject, injectable, Options, RandomStream, randomStream, type Dataset, type Draw, type Problem, splitOf } from "@lode/core";
import type { CountdownOptions } from "./countdown-options.js";
import { sampleTask, taskForm, type Task } from "./sample-task.js";
import { solution } from "./solution.js";

/** An endless stream of countdown problems, made as they are drawn. */
@injectable()
export class CountdownDataset implements Dataset {
  constructor(
    @inject(Options) private readonly options: CountdownOptions,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {}

  draws(from: number, order?: "once"): AsyncIterable<Draw> {
    return order === "once" ? this.distinct(from) : this.endless(from);
  }

  private async *endless(from: number): AsyncGenerator<Draw> {
    for (let index = from; ; index++) yield { problem: this.problem(this.task(this.random, index), this.random, index), index };
  }

  /** In the order of a stream that no seed changes: every run is evaluated on the same problems, each form once. */
  private async *distinct(from: number): AsyncGenerator<Draw> {
    const seen = new Set<string>();
    let repeated = 0;
    for (let place = 0; repeated < ENOUGH_REPETITIONS; place++) {
      const task = this.task(FIXED_ORDER, place);
      const form = taskForm(task);
      repeated = seen.has(form) ? repeated + 1 : 0;
      if (repeated > 0) continue;
      const index = seen.size;
      seen.add(form);
      if (index >= from) yield { problem: this.problem(task, FIXED_ORDER, index), index };
    }
  }

  /** How many numbers first, then tasks of so many until one is allowed and belongs to the split: so the counts stay equally frequent. */
  private task(random: RandomStream, index: number): Task {
    const { counts, split } = this.options;
    const stream = random.at("draw", index);
    const count = counts[Math.floor(stream.at("count").uniform() * counts.length)];
    for (let attempt = 0; ; attempt++) {
      let place = 0;
      const task = sampleTask(count, () => stream.uniform(attempt, place++));
      if (task !== undefined && splitOf("countdown", taskForm(task)) === split) return task;
    }
  }

  private problem(task: Task, random: RandomStream, index: number): Problem {
    const text = `${task.numbers.join(" ")}:${task.target}`;
    const stream = random.at("solution", index);
    let place = 0;
    return {
      id: text,
      prompt: `${text}\n`,
      answer: task.lines[0],
      solution: solution(task, this.options.solutions, index, () => stream.uniform(place++)),
      difficulty: task.numbers.length,
    };
  }
}

const FIXED_ORDER = randomStream(0).at("countdown", "once");
/** So many draws in a row without a new form are taken as the end. */
const ENOUGH_REPETITIONS = 1000;
