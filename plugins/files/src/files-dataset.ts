import { Options, RandomStream, UserError, inject, injectable, randomStream, type Dataset, type Draw, type Problem, type StoredProblem } from "@lode/core";
import { basename } from "node:path";
import { buildPrompt } from "./build-prompt.js";
import type { FilesOptions } from "./files-options.js";
import { indexProblems } from "./index-problems.js";
import { indexReport } from "./index-report.js";
import { LAYOUTS, type Layout } from "./layout.js";
import { parseRow } from "./parse-row.js";
import type { Located, ProblemIndex } from "./problem-index.js";
import { readProblem } from "./read-problem.js";
import { RowFault } from "./row-fault.js";
import { shuffled } from "./shuffled.js";
import { SourceFile } from "./source-file.js";

/** Problems from files. The files are looked at once, when it starts; then a problem is read where it lies, each time it is drawn. */
@injectable()
export class FilesDataset implements Dataset {
  private readonly sources: SourceFile[] = [];
  private index: ProblemIndex | undefined;
  /** Places in the index, each as often as its problem comes in an epoch. */
  private epoch = new Uint32Array();

  constructor(
    @inject(Options) private readonly options: FilesOptions,
    @inject(RandomStream) private readonly random: RandomStream,
  ) {}

  async start(): Promise<void> {
    const { paths } = this.options;
    const layout = layoutOf(this.options);
    for (const path of paths) this.sources.push(await SourceFile.open(path, fieldsOf(layout)));
    this.index = await indexProblems(this.sources, layout, this.options);
    this.epoch = Uint32Array.from(this.index.located.flatMap(({ repeats }, place) => Array.from({ length: repeats }, () => place)));
    if (this.epoch.length > 0) return;
    const remedy = 'Check "skip", "limit" and "balance", and the files.';
    throw new UserError("DATA_INVALID", `no problem is left of ${this.index.rows} rows`, { place: { file: paths[0] }, remedy });
  }

  draws(from: number, order?: "once"): AsyncIterable<Draw> {
    return order === "once" ? this.once(from) : this.endless(from);
  }

  async *problems(): AsyncGenerator<StoredProblem> {
    for (const located of this.located()) yield { problem: await this.read(located), file: located.source.path, line: located.line };
  }

  report(): readonly string[] {
    return this.index ? indexReport(this.index, this.options.paths) : [];
  }

  async dispose(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.close()));
  }

  private async *endless(from: number): AsyncGenerator<Draw> {
    const { length } = this.epoch;
    for (let index = from; ;) {
      const order = this.order(length, this.random.at("epoch", Math.floor(index / length)));
      for (let place = index % length; place < length; place++, index++) {
        yield { problem: await this.read(this.located()[this.epoch[order[place]]]), index };
      }
    }
  }

  /** In an order that no seed changes: every run is evaluated on the same problems. */
  private async *once(from: number): AsyncGenerator<Draw> {
    const located = this.located();
    const order = this.order(located.length, FIXED_ORDER);
    for (let index = from; index < located.length; index++) yield { problem: await this.read(located[order[index]]), index };
  }

  private order(count: number, random: RandomStream): Uint32Array {
    return this.options.shuffle ? shuffled(count, random) : Uint32Array.from({ length: count }, (_, place) => place);
  }

  private located(): readonly Located[] {
    return this.index?.located ?? [];
  }

  private async read({ source, offset, length, line }: Located): Promise<Problem> {
    try {
      const row = readProblem(parseRow(await source.read(offset, length)), layoutOf(this.options));
      return { ...row, id: row.id ?? this.nameOf(source, line), prompt: buildPrompt(row, this.options.prompt) };
    } catch (fault) {
      if (!(fault instanceof RowFault)) throw fault;
      const remedy = "Leave the files alone while a run reads them; begin it again.";
      throw new UserError("DATA_INVALID", `the row has changed since it was first read: ${fault.message}`, {
        place: { file: `${source.path}:${line}` },
        remedy,
      });
    }
  }

  /** By the name of the file and its line; of several files with one name the later have their place in `paths` too. */
  private nameOf(source: SourceFile, line: number): string {
    const place = this.sources.indexOf(source);
    const name = basename(source.path);
    const again = this.sources.slice(0, place).some(({ path }) => basename(path) === name);
    return again ? `${name}(${place + 1}):${line}` : `${name}:${line}`;
  }
}

const FIXED_ORDER = randomStream(0).at("files", "once");

function layoutOf(options: FilesOptions): Layout {
  return options.layout === "fields" ? options.fields : LAYOUTS[options.layout];
}

function fieldsOf({ answerForm: _, ...fields }: Layout): readonly string[] {
  return Object.values(fields);
}
