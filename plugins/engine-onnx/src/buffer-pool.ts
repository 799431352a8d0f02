import { newNumbers, type NumberType, type Numbers } from "./element-type.js";

/** Memory kept for use again, in bytes: the system would give fresh pages for every step's results. */
const LIMIT = 512 * 1024 * 1024;
/** Smaller arrays are as quickly made as found. */
const WORTHWHILE = 1024;

/** Arrays of numbers that nobody reads any more, by type and length. */
export class BufferPool {
  private readonly free = new Map<string, Numbers[]>();
  private bytes = 0;

  /** An array with any numbers in it. */
  take(type: NumberType, size: number): Numbers {
    const found = this.free.get(`${type}${size}`)?.pop();
    if (found === undefined) return newNumbers(type, size);
    this.bytes -= found.byteLength;
    return found;
  }

  give(type: NumberType, numbers: Numbers): void {
    if (numbers.byteLength < WORTHWHILE) return;
    if (this.bytes + numbers.byteLength > LIMIT) this.clear();
    const key = `${type}${numbers.length}`;
    const kept = this.free.get(key);
    if (kept === undefined) this.free.set(key, [numbers]);
    else kept.push(numbers);
    this.bytes += numbers.byteLength;
  }

  clear(): void {
    this.free.clear();
    this.bytes = 0;
  }
}
