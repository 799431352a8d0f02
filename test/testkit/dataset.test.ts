import { Dataset, RandomStream, component, inject, injectable, type Draw, type Problem } from "@lode/core";
import { describeDataset } from "@lode/core/testkit";
import { proveLaws, type Suite } from "./broken-laws.js";

const PROBLEMS = 40;

const problemOf = (number: number): Problem => ({ id: `p${number}`, prompt: `${number}?`, answer: String(number) });

/** The number of the problem at a place. */
type Order = (place: number, random: RandomStream) => number;

const shuffled: Order = (place, random) => Math.floor(random.uniform(place) * PROBLEMS);
const inOrder: Order = (place) => place;

interface Cursor {
  place: number;
}

interface Rules {
  readonly endless: Order;
  readonly once: Order;
  /** How many `once` gives. */
  readonly most: number;
  readonly problem: (number: number) => Problem;
  readonly begin: (from: number, order: "once" | undefined) => number;
  readonly index: (place: number) => number;
  /** Where a stream of a data set keeps its place. */
  readonly cursor: (dataset: object) => Cursor;
}

const GOOD: Rules = {
  ...{ endless: shuffled, once: inOrder, most: PROBLEMS, problem: problemOf },
  ...{ begin: (from) => from, index: (place) => place, cursor: () => ({ place: 0 }) },
};

/** The suite on a data set that differs from a good one. */
function suite(change: Partial<Rules> = {}): Suite {
  const rules = { ...GOOD, ...change };

  @injectable()
  class Numbers implements Dataset {
    constructor(@inject(RandomStream) private readonly random: RandomStream) {}

    async *draws(from: number, order?: "once"): AsyncGenerator<Draw> {
      const cursor = rules.cursor(this);
      const numberAt = order === "once" ? rules.once : rules.endless;
      cursor.place += rules.begin(from, order);
      for (; order !== "once" || cursor.place < rules.most; cursor.place++) {
        yield { problem: rules.problem(numberAt(cursor.place, this.random)), index: rules.index(cursor.place) };
      }
    }
  }

  const made = component(Dataset, { use: "numbers", description: "", create: Numbers });
  return (runner) => describeDataset(runner, { component: made, moreThan: 100 });
}

/** One place for all streams of a data set; each begins it anew. */
function sharedCursor(): Partial<Rules> {
  const cursors = new WeakMap<object, Cursor>();
  return {
    cursor: (dataset) => {
      const cursor = cursors.get(dataset) ?? { place: 0 };
      cursors.set(dataset, cursor);
      cursor.place = 0;
      return cursor;
    },
  };
}

/** The second stream of a data set goes on where no first one is. */
function forgetful(): Partial<Rules> {
  const streams = new WeakSet<object>();
  return {
    cursor: (dataset) => {
      const again = streams.has(dataset);
      streams.add(dataset);
      return { place: again ? 1 : 0 };
    },
  };
}

describe("describeDataset", () => {
  proveLaws(suite(), {
    "gives problems with id, prompt and answer": suite({ problem: (number) => ({ ...problemOf(number), prompt: number === 3 ? "" : `${number}?` }) }),
    "numbers its draws by their place": suite({ index: (place) => place + 1 }),
    "gives the same draws again": suite(forgetful()),
    "continues anywhere": suite({ begin: (from, order) => (order === "once" ? from : 0) }),
    "gives streams that do not disturb one another": suite(sharedCursor()),
    "once: ends": suite({ most: Infinity }),
    "once: gives no problem twice": suite({ once: (place) => (place === 30 ? 2 : place) }),
    "once: has an order that no seed changes": suite({ once: (place, random) => (place + Math.floor(100 * random.uniform())) % PROBLEMS }),
    "once: continues anywhere": suite({ begin: (from, order) => (order === "once" ? 0 : from) }),
    "draws in another order with another seed": suite({ endless: (place) => (7 * place) % PROBLEMS }),
  });
});
