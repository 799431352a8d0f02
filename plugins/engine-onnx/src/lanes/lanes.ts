import type { Numbers } from "../element-type.js";
import type { Program, Work } from "../program.js";
import type { StretchInLane, Value } from "../value.js";
import { ArrayInLane, type TensorOver } from "./array-in-lane.js";
import { Lane } from "./lane.js";
import type { LaneInput, LaneProgram, Stretch } from "./lane-messages.js";

/** Smaller arrays are as quickly sent again as looked for. */
const WORTH_KEEPING = 1024;

/** Lanes count from 1; 0 is the calling thread. */
export interface WorkInLane {
  readonly lane: number;
  readonly program: Program;
  readonly work: Work;
}

/** What a lane holds, and what it need not hold any more. */
interface Holdings {
  readonly lane: Lane;
  readonly programs: Set<Program>;
  readonly values: Set<Value>;
  forget: { programs: number[]; numbers: number[] };
}

/** Threads that run programs beside this one. They start when they are first needed. */
export class Lanes {
  private readonly numbers = new WeakMap<object, number>();
  private lanes: Holdings[] = [];
  private count = 0;

  /** Runs each work in its lane, and meanwhile `meanwhile`. Gives the targets of all their numbers. */
  run(works: readonly WorkInLane[], meanwhile: () => void): void {
    const asked = works.map(({ lane, program, work }) => {
      const holdings = this.lane(lane);
      this.ask(holdings, program, work);
      return { holdings, targets: work.targets };
    });
    const failures = [
      failureOf(meanwhile),
      ...asked.map(({ holdings, targets }) =>
        failureOf(() => {
          receive(holdings, targets);
        }),
      ),
    ].filter((failure) => failure !== undefined);
    if (failures.length > 0) throw failures[0];
  }

  /** An array of `length` numbers in a lane. */
  array(lane: number, length: number, tensorOver: TensorOver): ArrayInLane {
    return new ArrayInLane({ lane, number: this.count++, thread: this.lane(lane).lane, tensorOver }, length);
  }

  /** A value or a program that will not be asked for again. */
  forget(thing: Value | Program): void {
    const number = this.numbers.get(thing);
    if (number === undefined) return;
    for (const { programs, values, forget } of this.lanes) {
      if (programs.delete(thing as Program)) forget.programs.push(number);
      if (values.delete(thing as Value)) forget.numbers.push(number);
    }
  }

  dispose(): void {
    for (const { lane } of this.lanes) lane.dispose();
    this.lanes = [];
  }

  private lane(lane: number): Holdings {
    while (this.lanes.length < lane) this.lanes.push({ lane: new Lane(), programs: new Set(), values: new Set(), forget: { programs: [], numbers: [] } });
    return this.lanes[lane - 1];
  }

  private ask(holdings: Holdings, program: Program, { leaves, targets }: Work): void {
    const { forget } = holdings;
    holdings.forget = { programs: [], numbers: [] };
    const grown = program.inputs.find(({ open }) => open.length > 0);
    holdings.lane.ask({
      program: this.numberOf(program),
      ...(!holdings.programs.has(program) && { model: described(program, targets) }),
      ...(grown !== undefined && { length: leaves[grown.whole].shape[grown.open[0]] }),
      inputs: leaves.map(({ value }) => this.input(holdings, value)),
      stretches: targets.map(({ stretch }) => (stretch === undefined ? null : sent(stretch))),
      forget,
    });
    holdings.programs.add(program);
  }

  private input({ values }: Holdings, value: Value): LaneInput {
    if (value.stretch !== undefined) return sent(value.stretch);
    const numbers = value.numbers as Numbers;
    if (value.given || value.size < WORTH_KEEPING) return numbers;
    const kept = this.numberOf(value);
    if (values.has(value)) return { kept };
    values.add(value);
    return { kept, numbers };
  }

  private numberOf(thing: Value | Program): number {
    const known = this.numbers.get(thing);
    if (known !== undefined) return known;
    this.numbers.set(thing, this.count);
    return this.count++;
  }
}

function described({ inputs, outputs, bytes, keepsMemory }: Program, targets: Work["targets"]): LaneProgram {
  return { bytes, keepsMemory, inputs, outputs, targets: targets.map(({ type, size }) => ({ type, size })) };
}

function sent({ array, from }: StretchInLane): Stretch {
  return { array: array.number, from };
}

/** Answers must all be taken, whatever fails. */
function failureOf(body: () => void): Error | undefined {
  try {
    body();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function receive({ lane }: Holdings, targets: readonly Value[]): void {
  lane.answer().forEach((numbers, place) => {
    if (numbers === null) return;
    const target = targets[place];
    target.destination?.set(numbers as never);
    target.numbers = target.destination ?? numbers;
    // Made in another thread each time: the pool would only collect them.
    target.escaped = true;
  });
}
