import { inject, injectable, Tokenizer, UserError, type Draw, type Group, type Problem, type Rollout, type Sampler } from "@lode/core";
import { takeDraws } from "./take-draws.js";

/** Written-out solutions of the data set as rollouts, for supervised training. Throws DATA_INVALID for a problem without a solution. */
@injectable()
export class DemonstrationsSampler implements Sampler {
  constructor(@inject(Tokenizer) private readonly tokenizer: Tokenizer) {}

  async *sample(draws: AsyncIterator<Draw>, groups: number, signal: AbortSignal): AsyncGenerator<Group> {
    for (const draw of await takeDraws(draws, groups)) {
      if (signal.aborted) return;
      yield { draw, rollouts: [this.demonstration(draw)] };
    }
  }

  private demonstration(draw: Draw): Rollout {
    const text = solutionOf(draw.problem);
    const prompt = this.tokenizer.encodePrompt(draw.problem.prompt);
    const solution = this.tokenizer.encode(text);
    const tokens = Int32Array.of(...prompt, ...solution, this.tokenizer.endToken);
    return { draw, sample: 0, tokens, action: new Uint8Array(tokens.length).fill(1, prompt.length), source: "data", stop: "end", text };
  }
}

function solutionOf({ id, solution }: Problem): string {
  if (solution !== undefined) return solution;
  throw new UserError("DATA_INVALID", `problem ${id} has no solution to learn from`, {
    place: { component: "sampler demonstrations" },
    remedy: "Add `solution` to the problem, or use another sampler.",
  });
}
