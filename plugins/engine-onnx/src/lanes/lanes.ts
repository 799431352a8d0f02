import type { Program, Work } from "../program.js";
import type { Value } from "../value.js";
import { Lane } from "./lane.js";
import type { LaneInput } from "./lane-messages.js";

/** Smaller arrays are as quickly sent again as looked for. */
const WORTH_KEEPING = 16 * 1024;

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

  constructor(private readonly size: number) {}

  /** Runs work i in lane i, modulo their number, and meanwhile `meanwhile`. Gives the targets of all their numbers. */
  run(work: readonly { readonly program: Program; readonly work: Work }[], meanwhile: () => void): void {
    while (this.lanes.length < Math.min(this.size, work.length)) this.lanes.push(newHoldings());
    const asked = work.map(({ program, work: part }, place) => {
      const holdings = this.lanes[place % this.lanes.length];
      this.ask(holdings, program, part);
      return { holdings, targets: part.targets };
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

  private ask(holdings: Holdings, program: Program, { leaves, targets }: Work): void {
    const { inputNames, outputs, bytes, keepsMemory } = program;
    const inputs = leaves.map(({ value, shape }, place): LaneInput => {
      const input = { name: inputNames[place], type: value.type, shape };
      if (value.given || value.size < WORTH_KEEPING) return { ...input, numbers: value.numbers };
      const kept = this.numberOf(value);
      if (holdings.values.has(value)) return { ...input, kept };
      holdings.values.add(value);
      return { ...input, kept, numbers: value.numbers };
    });
    const { forget } = holdings;
    holdings.forget = { programs: [], numbers: [] };
    holdings.lane.ask({
      program: this.numberOf(program),
      ...(!holdings.programs.has(program) && { model: { bytes, keepsMemory } }),
      inputs,
      outputs: targets.map(({ type }, place) => ({ name: outputs[place].name, type, shape: outputs[place].shape })),
      forget,
    });
    holdings.programs.add(program);
  }

  private numberOf(thing: Value | Program): number {
    const known = this.numbers.get(thing);
    if (known !== undefined) return known;
    this.numbers.set(thing, this.count);
    return this.count++;
  }
}

function newHoldings(): Holdings {
  return { lane: new Lane(), programs: new Set(), values: new Set(), forget: { programs: [], numbers: [] } };
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
    const target = targets[place];
    target.destination?.set(numbers as never);
    target.numbers = target.destination ?? numbers;
    // Made in another thread each time: the pool would only collect them.
    target.escaped = true;
  });
}
