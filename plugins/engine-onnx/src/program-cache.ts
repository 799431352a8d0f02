import type { SessionSettings } from "./native-session.js";
import { Program, type Work } from "./program.js";
import type { Value } from "./value.js";

/** Sessions kept. Each has memory of its own. */
const CAPACITY = 64;

/** Programs by the structure of their work, those used last. */
export class ProgramCache {
  private readonly programs = new Map<string, Program>();

  /** `forgotten` hears of programs that are disposed. */
  constructor(
    private readonly provider: SessionSettings["provider"],
    private readonly forgotten: (program: Program) => void,
  ) {}

  of(work: Work): Program {
    const key = structure(work);
    let program = this.programs.get(key);
    if (program === undefined) program = new Program(work, this.provider);
    else this.programs.delete(key);
    this.programs.set(key, program);
    if (this.programs.size > CAPACITY) this.forget(this.programs.keys().next().value as string);
    return program;
  }

  dispose(): void {
    for (const key of [...this.programs.keys()]) this.forget(key);
  }

  private forget(key: string): void {
    const program = this.programs.get(key) as Program;
    program.dispose();
    this.programs.delete(key);
    this.forgotten(program);
  }
}

/** All that a program depends on: kinds of operations, which values they read, what is wanted. Values are numbered as they come up. */
function structure({ operations, leaves, targets }: Work): string {
  const numbers = new Map<Value, number>();
  for (const { value } of leaves) numbers.set(value, numbers.size);
  const words: number[] = [];
  for (const { kind, inputs, outputs } of operations) {
    words.push(kind.id);
    for (const input of inputs) words.push(numbers.get(input) as number);
    for (const output of outputs) numbers.set(output, numbers.size);
  }
  words.push(-1);
  for (const target of targets) words.push(numbers.get(target) as number);
  return words.join();
}
