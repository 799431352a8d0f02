import process from "node:process";
import { isMainThread, MessagePort } from "node:worker_threads";

/** What goes wrong in the lane's thread, by name. Loaded before everything else in each thread of the process, `--import`. */
const FAULTS: Readonly<Record<string, () => void>> = {
  "no native library": () => {
    process.dlopen = () => {
      throw new Error("planted: this library cannot be loaded a second time");
    };
  },
  "ends while it loads": () => {
    // eslint-disable-next-line no-restricted-properties -- a thread that ends when it must not
    process.dlopen = () => process.exit(3);
  },
  "ends while it answers": () => {
    // eslint-disable-next-line no-restricted-properties -- a thread that ends when it must not
    MessagePort.prototype.postMessage = () => process.exit(3);
  },
  "out of memory": () => {
    MessagePort.prototype.postMessage = () => {
      for (const kept: number[][] = []; ;) kept.push(Array.from({ length: 1e5 }, Math.random));
    };
  },
  "answers late": () => {
    const post = Reflect.get(MessagePort.prototype, "postMessage") as (...given: readonly unknown[]) => void;
    MessagePort.prototype.postMessage = function (...given) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
      Reflect.apply(post, this, given);
    };
  },
};

if (!isMainThread) FAULTS[process.env.LODE_TEST_FAULT as string]();
