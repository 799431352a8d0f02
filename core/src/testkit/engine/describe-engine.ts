import type { Engine } from "../../contracts/engine.js";
import { describeLaws } from "../laws.js";
import type { TestRunner } from "../test-runner.js";
import { engineLaws } from "./engine-laws.js";

/**
 * Tests an engine: the operations that training needs and their gradients are those of plain arrays in float64, and it reads asynchronously, repeats
 * itself bit for bit, hides no NaN and leaks nothing. TensorFlow.js has one engine a process: each law loads it, once in all, and gives the former back.
 *
 *     describeEngine({ describe, it }, engine);
 */
export function describeEngine(runner: TestRunner, engine: Engine): void {
  describeLaws(runner, `Engine ${engine.name}`, engineLaws, engine);
}
