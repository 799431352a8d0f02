import { UserError, comparableWords, problemText } from "@lode/core";
import { repeatsOf } from "./balance.js";
import { buildPrompt } from "./build-prompt.js";
import { digest } from "./digest.js";
import type { FilesOptions } from "./files-options.js";
import type { Layout } from "./layout.js";
import { parseRow } from "./parse-row.js";
import type { LeftOut, Located, ProblemIndex } from "./problem-index.js";
import { missing, readProblem, type RowProblem } from "./read-problem.js";
import { RowFault } from "./row-fault.js";
import type { RowBytes } from "./scan-lines.js";
import type { SourceFile } from "./source-file.js";

const SHOWN = 5;

/** Looks at all rows of the files once and keeps where their problems lie. Throws DATA_INVALID for rows that cannot be used, unless they may be left out. */
export async function indexProblems(sources: readonly SourceFile[], layout: Layout, options: FilesOptions): Promise<ProblemIndex> {
  const indexer = new Indexer(layout, options);
  for (const source of sources) await indexer.look(source);
  return indexer.index();
}

interface Seen {
  readonly place: string;
  readonly answer: string;
}

interface FirstFault {
  readonly place: string;
  readonly fault: RowFault;
}

class Indexer {
  private rows = 0;
  private problems = 0;
  private contradictions = 0;
  private unbalanced = 0;
  private readonly located: Located[] = [];
  private readonly invalid: LeftOut = { count: 0, first: [] };
  private readonly duplicates: LeftOut = { count: 0, first: [] };
  private readonly seen = new Map<string, Seen>();
  private readonly ids = new Set<string>();
  private fault: FirstFault | undefined;

  constructor(
    private readonly layout: Layout,
    private readonly options: FilesOptions,
  ) {}

  async look(source: SourceFile): Promise<void> {
    try {
      for await (const row of source.rows()) {
        if (this.isFull()) return;
        this.rows += 1;
        this.take(source, row);
      }
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      throw new UserError("DATA_INVALID", error.message, { place: { file: source.path }, remedy: error.remedy });
    }
  }

  index(): ProblemIndex {
    const { fault, invalid, located, rows, duplicates, contradictions, unbalanced } = this;
    if (fault && this.options.invalid === "error") throw unusable(fault, invalid);
    const skipped = Math.min(this.options.skip, this.problems);
    return { located, rows, invalid, duplicates, contradictions, skipped, unbalanced };
  }

  private isFull(): boolean {
    const { skip, limit } = this.options;
    return limit !== undefined && this.problems >= skip + limit;
  }

  private take(source: SourceFile, { bytes, offset, line }: RowBytes): void {
    const place = `${source.path}:${line}`;
    try {
      const problem = readProblem(parseRow(bytes), this.layout);
      const prompt = buildPrompt(problem, this.options.prompt);
      if (this.isDuplicate(problemText({ ...problem, id: "", prompt }), problem.answer, place)) return;
      this.assertNewId(problem.id);
      const repeats = this.repeats(problem);
      if (this.problems++ < this.options.skip) return;
      if (repeats === 0) this.unbalanced += 1;
      else this.located.push({ source, offset, length: bytes.length, line, repeats });
    } catch (fault) {
      if (!(fault instanceof RowFault)) throw fault;
      this.fault ??= { place, fault };
      note(this.invalid, `${place}: ${fault.message}`);
    }
  }

  private isDuplicate(text: string, answer: string, place: string): boolean {
    if (!this.options.deduplicate) return false;
    const key = digest(comparableWords(text).join(" "));
    const before = this.seen.get(key);
    if (!before) {
      this.seen.set(key, { place, answer: digest(answer) });
      return false;
    }
    if (before.answer !== digest(answer)) this.contradictions += 1;
    note(this.duplicates, `${place} = ${before.place}`);
    return true;
  }

  private assertNewId(id: string | undefined): void {
    if (id === undefined) return;
    if (this.ids.has(digest(id))) throw new RowFault(this.layout.id, `is ${JSON.stringify(id)}, as in an earlier row`, "Give every problem an id of its own.");
    this.ids.add(digest(id));
  }

  private repeats({ passRate }: RowProblem): number {
    const balance = "balance" in this.options ? this.options.balance : undefined;
    if (!balance) return 1;
    if (passRate !== undefined) return repeatsOf(passRate, balance);
    const { message } = missing(this.layout.passRate ?? "passRate");
    const measure = "lode eval RECIPE --set dataset.balance=null --write-pass-rates FILE.jsonl";
    throw new RowFault(undefined, `${message}, and "balance" needs it`, `Measure it: \`${measure}\`, then read FILE.jsonl with the layout "lode".`);
  }
}

function note(leftOut: LeftOut, what: string): void {
  leftOut.count += 1;
  if (leftOut.first.length < SHOWN) leftOut.first.push(what);
}

function unusable({ place, fault }: FirstFault, { count, first }: LeftOut): UserError {
  const more = count > first.length ? [`and ${count - first.length} more`] : [];
  const what = count === 1 ? fault.message : [`${count} rows cannot be used:`, ...first, ...more].join("\n       ");
  return new UserError("DATA_INVALID", what, { place: { file: place }, remedy: `${fault.remedy} Or leave such rows out: "invalid": "skip".` });
}
