import {
  Dataset,
  Options,
  RandomStream,
  Type,
  componentOption,
  inject,
  injectable,
  options,
  randomStream,
  type Draw,
  type Static,
  type StoredProblem,
} from "@lode/core";

export const mixtureOptions = options({
  parts: Type.Array(
    Type.Object({ dataset: componentOption(Dataset), weight: Type.Number({ exclusiveMinimum: 0, description: "Draws relative to the other parts." }) }),
    {
      minItems: 1,
      description: "Data sets and how much of each.",
    },
  ),
});

export type MixtureOptions = Static<typeof mixtureOptions>;

/** Draws from several data sets, each draw from one that is chosen by weight. */
@injectable()
export class MixtureDataset implements Dataset {
  constructor(
    @inject(Options) private readonly options: MixtureOptions,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {}

  draws(from: number, order?: "once"): AsyncIterable<Draw> {
    return order === "once" ? this.once(from) : this.endless(from);
  }

  async *problems(): AsyncGenerator<StoredProblem> {
    for (const { dataset } of this.options.parts) yield* dataset.problems?.() ?? [];
  }

  report(): readonly string[] {
    return this.options.parts.flatMap(({ dataset, weight }, part) => (dataset.report?.() ?? []).map((line) => `part ${part + 1}, weight ${weight}: ${line}`));
  }

  /** The parts that earlier draws took are counted, so that a stream that goes on anywhere takes up each part where it was. Ends when a part ends. */
  private async *endless(from: number): AsyncGenerator<Draw> {
    const parts = this.options.parts.map((_, part) => part);
    const places = parts.map(() => 0);
    for (let index = 0; index < from; index++) places[this.choose(parts, this.random, index)] += 1;
    const streams = new Streams(this.options, places);
    try {
      for (let index = from; ; index++) {
        const draw = await streams.next(this.choose(parts, this.random, index), index);
        if (!draw) return;
        yield draw;
      }
    } finally {
      await streams.close();
    }
  }

  /** All problems of all parts, mixed by weight as long as several parts last, in an order that no seed changes. */
  private async *once(from: number): AsyncGenerator<Draw> {
    const streams = new Streams(this.options, [], "once");
    let parts: readonly number[] = this.options.parts.map((_, part) => part);
    try {
      for (let index = 0, attempt = 0; parts.length > 0; attempt++) {
        const part = this.choose(parts, FIXED_ORDER, attempt);
        const draw = await streams.next(part, index);
        if (!draw) parts = parts.filter((other) => other !== part);
        else if (index++ >= from) yield draw;
      }
    } finally {
      await streams.close();
    }
  }

  private choose(parts: readonly number[], random: RandomStream, index: number): number {
    const weights = parts.map((part) => this.options.parts[part].weight);
    let rest = random.at("part").uniform(index) * weights.reduce((sum, weight) => sum + weight, 0);
    return parts[weights.findIndex((weight) => (rest -= weight) < 0)] ?? parts[parts.length - 1];
  }
}

const FIXED_ORDER = randomStream(0).at("files", "mixture");

/** The streams of the parts, each opened when it is first drawn from. */
class Streams {
  private readonly open = new Map<number, AsyncIterator<Draw>>();

  constructor(
    private readonly options: MixtureOptions,
    private readonly places: readonly number[],
    private readonly order?: "once",
  ) {}

  /** The next draw of a part under its place in the mixture; ids begin with the part, since two parts may have the same. */
  async next(part: number, index: number): Promise<Draw | undefined> {
    const stream = this.open.get(part) ?? this.options.parts[part].dataset.draws(this.places[part] ?? 0, this.order)[Symbol.asyncIterator]();
    this.open.set(part, stream);
    const found = await stream.next();
    if (found.done) return undefined;
    const { problem } = found.value;
    return { problem: { ...problem, id: `${part + 1}/${problem.id}` }, index };
  }

  async close(): Promise<void> {
    for (const stream of this.open.values()) await stream.return?.();
  }
}
