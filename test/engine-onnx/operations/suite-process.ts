import { createRequire } from "node:module";
import process from "node:process";
import { randomStream, type Engine } from "@lode/core";
import * as tf from "@tensorflow/tfjs";
import { coreModules } from "./core-modules.js";
import { recordNumbers } from "./record-numbers.js";
import type { SpecResult } from "./spec-result.js";

interface Finished {
  readonly fullName: string;
  readonly status: SpecResult["status"];
  readonly failedExpectations: readonly { readonly message: string }[];
}

interface Jasmine {
  DEFAULT_TIMEOUT_INTERVAL: number;
  getEnv(): {
    configure(settings: Record<string, boolean>): void;
    addReporter(reporter: Record<string, (finished: Finished) => void>): void;
    execute(): Promise<unknown>;
  };
}

const require = createRequire(import.meta.url);

function send(message: unknown): void {
  process.send?.(message);
}

function messagesOf({ failedExpectations }: Finished): string[] {
  return failedExpectations.map(({ message }) => message.split("\n")[0].slice(0, 300));
}

/** A few specs draw their inputs: they are to be the same on every backend. */
function drawAlike(name: string): void {
  const random = randomStream(1).at(name);
  let place = 0;
  Math.random = () => random.uniform(place++);
}

/** Runs tfjs-core's own tests on one backend and tells its parent of every spec: `{ started }`, then a SpecResult; at last `{ done }`. */
async function runSuite(backend: string): Promise<void> {
  const jasmine = (require("jasmine-core") as { boot(): Jasmine }).boot();
  tf.enableProdMode();
  if (backend !== "cpu") {
    const { default: engines } = (await import(`@lode/engine-${backend}`)) as { default: readonly Engine[] };
    const engine = engines.find(({ name }) => name === backend);
    if (engine === undefined) throw new Error(`@lode/engine-${backend} has no engine "${backend}"`);
    await engine.load();
  }
  const specs = jasmine.getEnv();
  specs.configure({ random: false, forbidDuplicateNames: false });
  const load = coreModules();
  (load("jasmine_util.js").setTestEnvs as (environments: readonly object[]) => void)([{ name: backend, backendName: backend, isDataSync: true }]);
  const recorder = recordNumbers(load("test_util.js"));
  load("tests.js");
  const nameOf = ({ fullName }: Finished): string => fullName.replaceAll(` ${backend} {}`, "");
  specs.addReporter({
    specStarted: (started) => {
      recorder.start();
      drawAlike(nameOf(started));
      send({ started: nameOf(started) });
    },
    specDone: (finished) => send({ name: nameOf(finished), status: finished.status, messages: messagesOf(finished), numbers: recorder.take() }),
    suiteDone: (finished) => {
      if (finished.failedExpectations.length > 0) send({ name: nameOf(finished), status: "failed", messages: messagesOf(finished), numbers: [] });
    },
  });
  await specs.execute();
  send({ done: true });
}

await runSuite(process.argv[2]);
