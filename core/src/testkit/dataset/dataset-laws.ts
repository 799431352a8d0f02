import type { Dataset } from "../../contracts/dataset.js";
import type { Draw } from "../../contracts/problem.js";
import { randomStream } from "../../trainer/random-stream.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import { gathered } from "../gathered.js";
import type { Laws } from "../laws.js";
import { withComponent } from "../with-component.js";
import type { DatasetSubject } from "./dataset-subject.js";

type Tried = DatasetSubject & Required<Pick<DatasetSubject, "moreThan">>;

/** So much of the stream is looked at. */
const COUNT = 24;
/** Where streams are continued. */
const PLACES = [1, 7, COUNT - 1];

export const datasetLaws: Laws<Tried> = {
  "gives problems with id, prompt and answer": givesProblems,
  "numbers its draws by their place": numbersDraws,
  "gives the same draws again": repeats,
  "continues anywhere": (subject) => continuesAnywhere(subject),
  "gives streams that do not disturb one another": keepsStreamsApart,
  "once: ends": ends,
  "once: gives no problem twice": givesEachOnce,
  "once: has an order that no seed changes": isFixed,
  "once: continues anywhere": (subject) => continuesAnywhere(subject, "once"),
};

export const seededDatasetLaws: Laws<Tried> = {
  "draws in another order with another seed": hangsOnSeed,
};

async function givesProblems(subject: Tried): Promise<void> {
  for (const { problem, index } of await drawsOf(subject)) {
    const { id, prompt, answer } = problem;
    const named: unknown = id;
    demand(
      typeof named === "string" && named !== "",
      `The problem of draw ${index} has the id ${JSON.stringify(named)}`,
      "Give every problem an id of its own.",
    );
    demand(prompt.length > 0, `The problem ${id} has an empty prompt`, "Leave such problems out, or throw DATA_INVALID.");
    const gold: unknown = answer;
    demand(typeof gold === "string", `The answer of the problem ${id} is ${JSON.stringify(gold)}, expected text`, "Give answers as text, numbers too.");
  }
}

async function numbersDraws(subject: Tried): Promise<void> {
  for (const order of [undefined, "once"] as const) {
    const draws = await drawsOf(subject, { order });
    const wrong = draws.findIndex(({ index }, place) => index !== place);
    demand(wrong < 0, `The draw at place ${wrong} has the index ${draws[wrong]?.index}`, "Number the draws from 0 in the order in which they come.");
  }
}

async function repeats(subject: Tried): Promise<void> {
  await withComponent(subject, {}, async (dataset) => {
    const [first, again] = [await gathered(dataset.draws(0), COUNT), await gathered(dataset.draws(0), COUNT)];
    expectSame(again, first, "Asked again for its draws, the data set gave others", "Let a draw hang on options, seed and place alone.");
    const other = await drawsOf(subject);
    expectSame(other, first, "A second data set with the same options and seed gave other draws", "Take all randomness from the injected RandomStream.");
  });
}

async function continuesAnywhere(subject: Tried, order?: "once"): Promise<void> {
  const whole = await drawsOf(subject, { order });
  for (const place of PLACES.filter((from) => from < whole.length)) {
    const rest = await drawsOf(subject, { order, from: place });
    const remedy = "Let `draws(from)` begin with the draw at place `from` of the whole stream: a resumed run goes on there.";
    expectSame(rest.slice(0, whole.length - place), whole.slice(place), `The stream from place ${place} is not the rest of the whole one`, remedy);
  }
}

async function keepsStreamsApart(subject: Tried): Promise<void> {
  const expected = await drawsOf(subject);
  await withComponent(subject, {}, async (dataset) => {
    const [disturbing, looked] = [iteratorOf(dataset, 3), iteratorOf(dataset, 0)];
    const found: Draw[] = [];
    for (let place = 0; place < expected.length; place++) {
      const next = await looked.next();
      if (!next.done) found.push(next.value);
      if (place < 5) await disturbing.next();
      if (place === 5) await disturbing.return?.();
    }
    await looked.return?.();
    expectSame(found, expected, "A stream changed because another was read beside it", "Keep the place in each stream, not in the data set.");
  });
}

async function ends(subject: Tried): Promise<void> {
  const draws = await drawsOf(subject, { order: "once", most: subject.moreThan });
  const wrong = `With "once" the data set gave ${draws.length} draws and did not end`;
  demand(
    draws.length < subject.moreThan,
    wrong,
    "End after each problem came once, or give options with fewer problems to this suite, or a larger `moreThan`.",
  );
  demand(draws.length > 0, `With "once" the data set gave no draws`, "Give each problem once; evaluation takes them.");
}

async function givesEachOnce(subject: Tried): Promise<void> {
  const seen = new Map<string, number>();
  for (const { problem, index } of await drawsOf(subject, { order: "once", most: subject.moreThan })) {
    const before = seen.get(problem.id);
    demand(before === undefined, `With "once" the data set gave the problem ${problem.id} at place ${before} and again at ${index}`, "Give each problem once.");
    seen.set(problem.id, index);
  }
}

async function isFixed(subject: Tried): Promise<void> {
  const [first, other] = [await drawsOf(subject, { order: "once" }), await drawsOf(subject, { order: "once", seed: 2 })];
  expectSame(other, first, "Another seed changed the order of `once`", "Keep it apart from the seed: all runs are evaluated on the same problems.");
}

async function hangsOnSeed(subject: Tried): Promise<void> {
  const [first, other] = [await drawsOf(subject), await drawsOf(subject, { seed: 2 })];
  const wrong = `Two seeds gave the same ${first.length} draws`;
  demand(difference(other, first) !== undefined, wrong, "Take the order from the injected RandomStream, or say `seeded: false` where it hangs on no seed.");
}

interface Wanted {
  readonly seed?: number;
  readonly from?: number;
  readonly most?: number;
  readonly order?: "once" | undefined;
}

/** Of a data set of its own. */
function drawsOf(subject: Tried, { seed = 1, from = 0, most = COUNT, order }: Wanted = {}): Promise<readonly Draw[]> {
  return withComponent(subject, { random: randomStream(seed) }, (dataset) => gathered(dataset.draws(from, order), most));
}

function iteratorOf(dataset: Dataset, from: number): AsyncIterator<Draw> {
  return dataset.draws(from)[Symbol.asyncIterator]();
}

function expectSame(found: readonly Draw[], expected: readonly Draw[], wrong: string, remedy: string): void {
  const changed = difference(found, expected, "draws");
  demand(changed === undefined, `${wrong}: ${changed}`, remedy);
}
