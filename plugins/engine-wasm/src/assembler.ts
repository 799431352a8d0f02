/**
 * Writes WebAssembly by hand: code is a list of bytes, an expression leaves its value on the stack, a statement leaves nothing.
 * Opcodes: https://webassembly.github.io/spec/core/binary/instructions.html. All addresses are in bytes, all locals are i32 or v128.
 */
export type Code = readonly number[];

/** A function of i32 parameters without a result. Locals are numbered from the parameters on: first the i32 ones, then the vectors. */
export interface AssembledFunction {
  readonly name: string;
  readonly parameters: number;
  readonly integers: number;
  readonly vectors: number;
  readonly body: Code;
}

export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)];
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const subtract = (a: Code, b: Code): Code => [...a, ...b, 0x6b];
export const multiply = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
export const and = (a: Code, b: Code): Code => [...a, ...b, 0x71];
export const equal = (a: Code, b: Code): Code => [...a, ...b, 0x46];
export const atLeast = (a: Code, b: Code): Code => [...a, ...b, 0x4e];

/** Runs the body once, and again while the condition is not 0. */
export const repeatWhile = (condition: Code, body: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b];
export const when = (condition: Code, body: Code, otherwise: Code = []): Code => [
  ...condition,
  0x04,
  0x40,
  ...body,
  ...(otherwise.length > 0 ? [0x05, ...otherwise] : []),
  0x0b,
];

/** Four float32 at an address. */
export const load = (address: Code, offset = 0): Code => [...address, ...vector(0x00), ...memory(offset)];
/** One float32 at an address, four times. */
export const loadRepeated = (address: Code, offset = 0): Code => [...address, ...vector(0x09), ...memory(offset)];
/** The vector with one lane replaced by the float32 at an address. */
export const loadLane = (address: Code, value: Code, lane: number): Code => [...address, ...value, ...vector(0x56), ...memory(0), lane];
export const store = (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...vector(0x0b), ...memory(offset)];
export const storeFirst = (address: Code, value: Code): Code => [...address, ...value, ...vector(0x5a), ...memory(0), 0];
export const storeFirstTwo = (address: Code, value: Code): Code => [...address, ...value, ...vector(0x5b), ...memory(0), 0];
export const zeros = (): Code => [...vector(0x0c), ...new Array<number>(16).fill(0)];
export const addVectors = (a: Code, b: Code): Code => [...a, ...b, ...vector(0xe4)];
export const multiplyVectors = (a: Code, b: Code): Code => [...a, ...b, ...vector(0xe6)];
/** Lanes 2 and 3 moved to lanes 0 and 1. */
export const upperHalf = (value: Code): Code => [...value, ...value, ...vector(0x0d), 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
/** Lane 1 moved to lane 0. */
export const secondLane = (value: Code): Code => [...value, ...value, ...vector(0x0d), 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7];

/** A binary module that imports its memory as `host.memory` and exports the functions. */
export function assemble(functions: readonly AssembledFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(new Array<Code>(parameters).fill([0x7f])), 0]);
  const bodies = functions.map(({ integers, vectors, body }) => {
    const code = [
      ...list([
        [...unsigned(integers), 0x7f],
        [...unsigned(vectors), 0x7b],
      ]),
      ...body,
      0x0b,
    ];
    return [...unsigned(code.length), ...code];
  });
  return new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list(types)),
    ...section(2, list([[...text("host"), ...text("memory"), 2, 0, 1]])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}

const vector = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const memory = (offset: number): Code => [2, ...unsigned(offset)];
const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
const list = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (name: string): Code => [...unsigned(name.length), ...Array.from(name, (character) => character.charCodeAt(0))];

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  const byte = value & 127;
  const rest = value >> 7;
  const last = (rest === 0 && byte < 64) || (rest === -1 && byte >= 64);
  return last ? [byte] : [byte | 128, ...signed(rest)];
}
