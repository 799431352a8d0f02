import type { Draw } from "../contracts/problem.js";
import type { Dataset } from "../contracts/dataset.js";

/** The run's stream of problems, with the place where it stands: the only state of the data in a checkpoint. */
export class CountedDraws implements AsyncIterator<Draw> {
  private readonly draws: AsyncIterator<Draw>;

  constructor(
    dataset: Dataset,
    /** Draws taken so far. */
    public position: number,
  ) {
    this.draws = dataset.draws(position)[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<Draw>> {
    const result = await this.draws.next();
    if (!result.done) this.position += 1;
    return result;
  }
}
