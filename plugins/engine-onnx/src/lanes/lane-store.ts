import { OwnArray } from "@lode/core";
import type { Numbers } from "../element-type.js";
import { NativeSession } from "../native-session.js";
import type { ArrayRequest, LaneProgram, RunRequest, Stretch } from "./lane-messages.js";

interface LoadedProgram extends Pick<LaneProgram, "inputs" | "outputs" | "targets"> {
  readonly session: NativeSession;
}

/** What a lane holds between requests, all by number. */
export class LaneStore {
  private readonly programs = new Map<number, LoadedProgram>();
  private readonly numbers = new Map<number, Numbers>();
  /** Those that could not be made or written have the reason. */
  private readonly arrays = new Map<number, OwnArray | Error>();

  load(number: number, { bytes, keepsMemory, ...rest }: LaneProgram): void {
    this.programs.set(number, { session: new NativeSession(bytes, { provider: "cpu", threads: 1 }, keepsMemory), ...rest });
  }

  program(number: number): LoadedProgram {
    return this.programs.get(number) as LoadedProgram;
  }

  /** The numbers of a tensor, which it holds from the first time on. */
  kept({ kept, numbers }: { readonly kept: number; readonly numbers?: Numbers }): Numbers {
    if (numbers !== undefined) this.numbers.set(kept, numbers);
    return this.numbers.get(kept) as Numbers;
  }

  /** Nobody waits for the answer: what fails is told to whoever computes with the array. */
  change(request: ArrayRequest): void {
    try {
      if ("length" in request) this.arrays.set(request.array, new OwnArray(new Float32Array(request.length)));
      else if ("forget" in request) this.arrays.delete(request.array);
      else if ("moves" in request) this.array(request.array).move(request.moves);
      else this.array(request.array).numbers.set(request.numbers, request.from);
    } catch (error) {
      this.arrays.set(request.array, error as Error);
    }
  }

  stretch({ array, from }: Stretch, size: number): Float32Array {
    return this.array(array).numbers.subarray(from, from + size);
  }

  forget({ numbers, programs }: RunRequest["forget"]): void {
    for (const number of numbers) this.numbers.delete(number);
    for (const number of programs) {
      this.programs.get(number)?.session.dispose();
      this.programs.delete(number);
    }
  }

  private array(number: number): OwnArray {
    const found = this.arrays.get(number) as OwnArray | Error;
    if (found instanceof Error) throw found;
    return found;
  }
}
