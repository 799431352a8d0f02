import { Clock, RunStore, Terminal, inject, injectable, randomStream } from "@lode/core";
import { expect } from "chai";
import { failureOf } from "../recipe/failure-of.js";
import { Circular, Journal, Judge, Letters, Speaker, blueprint, container } from "./container-fixture.js";

/** A tokenizer, a policy that needs it, and a verifier that needs both, in the other order. */
function chain(journal: Journal, fails: Readonly<Record<string, string>> = {}) {
  const options = (name: string) => ({ name, write: journal.write, fails: fails[name] });
  return [
    blueprint("/verifier", Judge, options("verifier")),
    blueprint("/policy", Speaker, options("policy")),
    blueprint("/tokenizer", Letters, options("tokenizer")),
  ];
}

@injectable()
class Surrounded {
  constructor(
    @inject(RunStore) readonly store: RunStore,
    @inject(Clock) readonly clock: Clock,
    @inject(Terminal) readonly terminal: Terminal,
  ) {}
}

describe("RunContainer", () => {
  it("constructs and starts each component after those that it needs", async () => {
    const journal = new Journal();
    await container(chain(journal)).start();
    expect(journal.entries).to.deep.equal([
      ...["tokenizer constructed", "policy constructed", "verifier constructed"],
      ...["tokenizer started", "policy started", "verifier started"],
    ]);
  });

  it("has one instance a slot", async () => {
    const run = container(chain(new Journal()));
    await run.start();
    const judge = run.get<Judge>("/verifier");
    expect(judge.policy).to.equal(run.get("/policy"));
    expect(judge.tokenizer).to.equal(run.get("/tokenizer"));
    expect(run.get<Speaker>("/policy").tokenizer).to.equal(run.get("/tokenizer"));
    expect(run.find("/rewardModel")).to.equal(null);
    expect(() => run.get("/rewardModel")).to.throw(RangeError, "/rewardModel");
  });

  it("disposes in the reverse order of construction, once", async () => {
    const journal = new Journal();
    const run = container(chain(journal));
    await run.start();
    await run.dispose();
    await run.dispose();
    expect(journal.of("disposed")).to.deep.equal(["verifier", "policy", "tokenizer"]);
  });

  it("gives every component the stream of its place and of the seed", async () => {
    const streams = async (seed: number) => {
      const run = container(chain(new Journal()), { random: randomStream(seed) });
      await run.start();
      return [run.get<Speaker>("/policy"), run.get<Judge>("/verifier")].map(({ random }) => random.uniform(0));
    };
    const expected = ["/policy", "/verifier"].map((pointer) => randomStream(3).at(pointer).uniform(0));
    expect(await streams(3)).to.deep.equal(expected);
    expect(new Set([...expected, ...(await streams(4))]).size).to.equal(4);
  });

  it("gives store, clock and terminal of the run", async () => {
    const [store, clock, terminal] = [{ location: "here" }, { now: () => 1 }, { columns: 2 }] as never[];
    const run = container([blueprint("/verifier", Surrounded, {})], { store, clock, terminal });
    await run.start();
    const surrounded = run.get<Surrounded>("/verifier");
    expect([surrounded.store, surrounded.clock, surrounded.terminal]).to.deep.equal([store, clock, terminal]);
  });

  it("keeps two runs of one process apart", async () => {
    const journals = [new Journal(), new Journal()];
    const runs = journals.map((journal) => container(chain(journal)));
    for (const run of runs) await run.start();
    expect(runs[0].get("/tokenizer")).to.not.equal(runs[1].get("/tokenizer"));
    expect(runs[1].get<Judge>("/verifier").policy).to.equal(runs[1].get("/policy"));
    await runs[0].dispose();
    expect(journals.map((journal) => journal.of("disposed").length)).to.deep.equal([3, 0]);
    expect(runs[0].find("/policy")).to.equal(null);
    expect(runs[1].get<Judge>("/verifier").tokenizer).to.equal(runs[1].get("/tokenizer"));
  });
});

describe("nested components of a RunContainer", () => {
  const nested = ({ write }: Journal) => [
    blueprint("/rewardModel/rewards/0", Letters, { name: "first", write }),
    blueprint("/rewardModel/rewards/1", Speaker, { name: "second", write }),
    blueprint("/rewardModel", Letters, { name: "sum", write, rewards: [{ use: "a" }, { use: "b" }], scale: { by: [2] } }),
    blueprint("/tokenizer", Letters, { name: "tokenizer", write }),
  ];

  it("stand in the options as instances, each with its own options and stream", async () => {
    const run = container(nested(new Journal()));
    await run.start();
    const { rewards, name, ...rest } = run.get<Letters>("/rewardModel").given as unknown as { rewards: [Letters, Speaker]; name: string; scale: object };
    expect([name, rest.scale]).to.deep.equal(["sum", { by: [2] }]);
    expect(rewards.map((reward) => reward.given.name)).to.deep.equal(["first", "second"]);
    expect(rewards[0]).to.be.instanceOf(Letters).and.equal(run.get("/rewardModel/rewards/0"));
    expect(rewards[1].tokenizer).to.equal(run.get("/tokenizer"));
    expect(rewards[1].random.uniform(0)).to.equal(randomStream(3).at("/rewardModel/rewards/1").uniform(0));
  });

  it("start before what holds them and are disposed after it", async () => {
    const journal = new Journal();
    const run = container([...nested(journal)].reverse());
    await run.start();
    await run.dispose();
    expect(journal.of("started")).to.deep.equal(["tokenizer", "first", "second", "sum"]);
    expect(journal.of("disposed")).to.deep.equal(["sum", "second", "first", "tokenizer"]);
  });

  it("lie at keys that a pointer has to escape", async () => {
    const { write } = new Journal();
    const run = container([
      blueprint("/verifier/a~1b~0c", Letters, { name: "inner", write }),
      blueprint("/verifier", Letters, { name: "outer", write, "a/b~c": { use: "inner" } }),
    ]);
    await run.start();
    expect((run.get<Letters>("/verifier").given as unknown as Record<string, Letters>)["a/b~c"].given.name).to.equal("inner");
  });

  it("give way to named weights", async () => {
    const source = { description: "a run", load: () => Promise.resolve({}) };
    const run = container([blueprint("/verifier", Letters, { name: "v", write: new Journal().write, initial: { run: "x" } })], {
      weights: new Map([["/verifier/initial", source]]),
    });
    await run.start();
    expect((run.get<Letters>("/verifier").given as unknown as { initial: unknown }).initial).to.equal(source);
  });

  it("are listed by place when they have state", async () => {
    const stateful = { from: () => ({ snapshot: () => Promise.resolve({}) }) };
    const run = container([
      blueprint("/rewardModel/reward", stateful, {}),
      blueprint("/rewardModel", { from: () => ({}) }, { reward: {} }),
      blueprint("/policy", stateful, {}),
    ]);
    await run.start();
    expect([...run.stateful().keys()]).to.deep.equal(["rewardModel.reward", "policy"]);
  });
});

describe("failures in a RunContainer", () => {
  const cases: readonly (readonly [phase: "construction" | "start" | "disposal", who: string])[] = [
    ["construction", "policy"],
    ["construction", "tokenizer"],
    ["start", "policy"],
    ["disposal", "policy"],
  ];
  for (const [phase, who] of cases) {
    it(`name plugin, component and phase: ${phase} of the ${who}`, async () => {
      const run = container(chain(new Journal(), { [who]: phase }));
      const { code, message, place, cause } = await failureOf(async () => {
        await run.start();
        await run.dispose();
      });
      expect(code).to.equal("PLUGIN_FAILED");
      expect(message).to.equal(`"${who}" of @test/container failed in its ${phase}: no ${phase} today`);
      expect(place).to.deep.equal({ pointer: `/${who}`, component: "@test/container" });
      expect((cause as Error).message).to.equal(`no ${phase} today`);
    });
  }

  it("dispose what exists, whatever failed", async () => {
    for (const [phase, disposed] of [
      ["construction", ["tokenizer"]],
      ["start", ["verifier", "policy", "tokenizer"]],
      ["disposal", ["verifier", "tokenizer"]],
    ] as const) {
      const journal = new Journal();
      const run = container(chain(journal, { policy: phase }));
      await run.start().catch(() => undefined);
      await run.dispose().catch(() => undefined);
      expect(journal.of("disposed"), phase).to.deep.equal(disposed);
    }
  });

  it("tell a missing component, and who needs it", async () => {
    const run = container(chain(new Journal()).slice(0, 2));
    const { code, message, place, remedy } = await failureOf(() => run.start());
    expect([code, message]).to.deep.equal(["COMPONENT_MISSING", 'policy "policy" needs a Tokenizer, the recipe has none']);
    expect(place.pointer).to.equal("/tokenizer");
    expect(remedy).to.contain('"tokenizer": { "use":');
  });

  it("tell a circle", async () => {
    const options = { name: "c", write: new Journal().write };
    const run = container([blueprint("/policy", Circular, options), blueprint("/verifier", Judge, options), blueprint("/tokenizer", Letters, options)]);
    const { code, message } = await failureOf(() => run.start());
    expect(code).to.equal("COMPONENT_CYCLE");
    expect(message).to.contain("policy → verifier → policy");
  });

  it("tell a component that holds what needs it", async () => {
    const options = { name: "c", write: new Journal().write };
    const run = container([blueprint("/verifier/inner", Circular, options), blueprint("/verifier", Letters, { ...options, inner: {} })]);
    const { code, message } = await failureOf(() => run.start());
    expect(code).to.equal("COMPONENT_CYCLE");
    expect(message).to.contain("verifier");
  });

  it("name a class that nothing made injectable", async () => {
    class Bare {
      constructor(readonly needed: unknown) {}
    }
    const { code, message } = await failureOf(() => container([blueprint("/verifier", Bare, {})]).start());
    expect(code).to.equal("PLUGIN_FAILED");
    expect(message).to.contain("Bare");
  });
});
