import { expect } from "chai";
import { createRequire } from "node:module";

const { reporting } = createRequire(import.meta.url)("../../../core/dist/plugin/reporting.js") as typeof import("../../core/src/plugin/reporting.js");

class Whole {
  #calls = 0;
  label = "a";
  get calls(): number {
    return this.#calls;
  }
  count(by: number): number {
    return (this.#calls += by);
  }
  fails(): never {
    throw new Error("at once");
  }
  async failsLater(): Promise<void> {
    await Promise.resolve();
    throw new Error("later");
  }
  async *gives(): AsyncGenerator<number> {
    try {
      yield 1;
      throw new Error("on the way");
    } finally {
      this.label = "closed";
    }
  }
}

async function thrown(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return "nothing";
}

describe("reporting", () => {
  const told = (error: unknown, method: string): string => `${method}: ${(error as Error).message}`;
  const whole = (): Whole => reporting(new Whole(), told);

  it("leaves a component as it is", () => {
    const component = whole();
    expect([component.count(2), component.count(3), component.calls, component.label]).to.deep.equal([2, 5, 5, "a"]);
    component.label = "b";
    expect([component.label, component instanceof Whole, component.count === component.count]).to.deep.equal(["b", true, true]);
    expect(reporting(Object.freeze({ one: () => 1 }), told).one()).to.equal(1);
  });

  it("tells what a method throws, at once or later", async () => {
    expect(await thrown(() => whole().fails())).to.equal("fails: at once");
    expect(await thrown(() => whole().failsLater())).to.equal("failsLater: later");
  });

  it("tells what is thrown while it is iterated over, and lets it be closed early", async () => {
    const found: number[] = [];
    expect(
      await thrown(async () => {
        for await (const item of whole().gives()) found.push(item);
      }),
    ).to.equal("gives: on the way");
    expect(found).to.deep.equal([1]);
    const component = whole();
    for await (const item of component.gives()) if (item === 1) break;
    expect(component.label).to.equal("closed");
  });
});
