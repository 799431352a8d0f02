import type { BufferPool } from "./buffer-pool.js";
import type { Parts } from "./independent-parts.js";
import type { Lanes } from "./lanes/lanes.js";
import type { Operation } from "./operation.js";
import type { Work } from "./program.js";
import type { ProgramCache } from "./program-cache.js";
import { workOf } from "./work-of.js";

/** Numbers that a part reads and gives, 16 MB of them: to send more costs as much as a lane spares. */
const MOST_SENT = 4 * 1024 * 1024;

interface Means {
  readonly programs: ProgramCache;
  /** Threads beside the calling one. */
  readonly besides: Lanes;
  readonly pool: BufferPool;
  /** Threads of work that is alone. */
  readonly threads: number;
  /** Parts computed side by side. */
  readonly lanes: number;
}

/** Computes operations: those that do not need one another side by side. */
export class StagedComputer {
  constructor(private readonly means: Means) {}

  /** Gives every value that is held its numbers. */
  compute({ first, parts, rest }: Parts): void {
    if (parts.length === 1) {
      this.alone(workOf(parts[0]));
      return;
    }
    this.alone(workOf(first, [...parts.flat(), ...rest]));
    written(first);
    this.sideBySide(parts.map((operations) => workOf(operations, rest)));
    written(parts.flat());
    this.alone(workOf(rest));
  }

  private alone(work: Work): void {
    if (work.targets.length === 0) return;
    const lane = laneOf(work) ?? 0;
    if (lane === 0) this.here(work, this.means.threads);
    else this.means.besides.run([{ lane, program: this.means.programs.of(work), work }], () => undefined);
  }

  /** Parts take turns with the lanes; of several threads each has one. Where too much would be sent, they are computed here, one after another. */
  private sideBySide(parts: readonly Work[]): void {
    const { programs, besides, lanes, threads } = this.means;
    const wanted = parts.filter(({ targets }) => targets.length > 0).map((work) => ({ work, bound: laneOf(work) }));
    if (wanted.every(({ bound }) => bound === undefined) && wanted.some(({ work }) => numbersOf(work) > MOST_SENT)) {
      for (const { work } of wanted) this.here(work, threads);
      return;
    }
    const works = wanted.map(({ work, bound }, place) => ({ work, lane: bound ?? place % lanes }));
    const others = works.filter(({ lane }) => lane > 0).map(({ work, lane }) => ({ lane, program: programs.of(work), work }));
    besides.run(others, () => {
      for (const { work, lane } of works) if (lane === 0) this.here(work, 1);
    });
  }

  private here(work: Work, threads: number): void {
    this.means.programs.of(work).run(work, this.means.pool, threads);
  }
}

function numbersOf({ leaves, targets }: Work): number {
  return [...leaves.map(({ value }) => value), ...targets].reduce((sum, { size }) => sum + size, 0);
}

/** Where the arrays lie that the work reads or writes; undefined where it may be computed anywhere. */
function laneOf({ leaves, targets }: Work): number | undefined {
  const [lane, ...others] = new Set([...leaves.map(({ value }) => value), ...targets].flatMap(({ stretch }) => stretch?.array.lane ?? []));
  if (others.length > 0) throw new RangeError("what is computed together reads arrays of several lanes: compile the function of each lane");
  return lane;
}

/** What these operations compute is there, for those that read it. */
function written(operations: readonly Operation[]): void {
  for (const { outputs } of operations) for (const output of outputs) output.waits = false;
}
