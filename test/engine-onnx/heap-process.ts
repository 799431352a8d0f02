import { readFileSync } from "node:fs";
import process from "node:process";
import { onnxModule } from "./modules.js";

const { keepFreedMemory } = onnxModule("keep-freed-memory");

const BYTES = 20_000_000;

/** Bytes of the memory that the C library keeps and hands out again: the rest of what is large is given back to the system when it is freed. */
function heapBytes(): number {
  const [from, to] = /^([0-9a-f]+)-([0-9a-f]+) .*\[heap\]$/mu.exec(readFileSync("/proc/self/maps", "utf8"))?.slice(1) ?? ["0", "0"];
  return Number.parseInt(to, 16) - Number.parseInt(from, 16);
}

/** Sends how much of a new array lies in memory that will be kept; with the argument "keep" after that was asked for. */
if (process.argv[2] === "keep") keepFreedMemory();
const before = heapBytes();
const numbers = new Uint8Array(BYTES);
process.send?.({ share: (heapBytes() - before) / numbers.length });
