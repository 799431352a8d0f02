import type { OutputName } from "../../contracts/batch.js";
import { randomStream } from "../../trainer/random-stream.js";
import { someRows } from "../arrangements.js";
import { demand } from "../demand.js";
import { evaluate } from "./evaluate.js";
import { lossAlong, type LossAlong } from "./loss-along.js";
import { objectiveCase, rearrangedCase } from "./objective-case.js";
import type { ObjectiveSubject } from "./objective-subject.js";

const STEP = 2 ** -7;
const TOLERANCE = 1e-3;
const DIRECTIONS = 5;

/**
 * The gradient is the one that central differences give, with `outputs.held` fixed, along random directions v of ±1 in the action tokens:
 *
 *     g·v = (loss(x + h·v) - loss(x - h·v)) / 2h,  h = 2^-7
 *
 * The error is relative to g·v, or to its root mean square over directions where that is larger. Tokens with an edge (of a clip, say) within two steps are
 * not moved; an edge that several tokens make together is met in few directions, so the median over directions counts.
 */
export async function matchesCentralDifferences(subject: ObjectiveSubject): Promise<void> {
  for (const seed of [1, 2]) {
    const whole = objectiveCase(seed);
    const example = rearrangedCase(whole, someRows(whole.batch, [0, 1, 2, 3, 4, 5]));
    const { gradients } = await evaluate(subject, example);
    for (const [name, gradient] of Object.entries(gradients) as [OutputName, Float32Array][]) {
      const error = await medianError(gradient, lossAlong(subject, example, name), example.batch.action);
      demand(
        error <= TOLERANCE,
        `The gradient with respect to ${name} is off by ${percent(error)} of the one that central differences give, expected at most ${percent(TOLERANCE)}`,
        "Build the loss from `outputs` by differentiable operations, use `outputs.held` where the formula has a stop-gradient, and mend custom gradients.",
      );
    }
  }
}

async function medianError(gradient: Float32Array, loss: LossAlong, action: Uint8Array): Promise<number> {
  const places = await smoothPlaces(loss, action);
  const rootMeanSquare = Math.hypot(...places.map((place) => gradient[place]));
  const errors: number[] = [];
  for (let index = 0; index < DIRECTIONS; index++) {
    const random = randomStream(index).at("direction");
    const direction = directionAt(places, gradient.length, (place) => (random.uniform(place) < 0.5 ? -1 : 1));
    const exact = places.reduce((sum, place) => sum + gradient[place] * direction[place], 0);
    const numeric = ((await loss(direction, STEP)) - (await loss(direction, -STEP))) / (2 * STEP);
    const size = Math.max(Math.abs(exact), Math.abs(numeric), rootMeanSquare);
    errors.push(size === 0 ? 0 : Math.abs(exact - numeric) / size);
  }
  return errors.sort((a, b) => a - b)[Math.floor(DIRECTIONS / 2)];
}

/** Action tokens where the loss has no edge within two steps: there the slopes to both sides are alike. All of them if none seems to be so. */
async function smoothPlaces(loss: LossAlong, action: Uint8Array): Promise<readonly number[]> {
  const places = [...action.keys()].filter((place) => action[place] === 1);
  const here = await loss(new Float32Array(action.length), 0);
  const smooth: number[] = [];
  for (const place of places) {
    const direction = directionAt([place], action.length, () => 1);
    const [up, down] = [(await loss(direction, 2 * STEP)) - here, here - (await loss(direction, -2 * STEP))];
    if (Math.abs(up - down) <= 0.1 * Math.max(Math.abs(up), Math.abs(down))) smooth.push(place);
  }
  return smooth.length > 0 ? smooth : places;
}

function directionAt(places: readonly number[], length: number, of: (place: number) => number): Float32Array {
  const direction = new Float32Array(length);
  for (const place of places) direction[place] = of(place);
  return direction;
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
