import { expect } from "chai";
import { core } from "./core.js";
import { rejection } from "../sampling/rejection.js";

const { PhaseTimer } = core("trainer/phase-timer");

/** A clock that work moves on. */
function clock(): { now: () => number; after: <T>(seconds: number, value: T) => () => Promise<T> } {
  let time = 100;
  return {
    now: () => time,
    after: (seconds, value) => async () => {
      time += seconds;
      return value;
    },
  };
}

describe("PhaseTimer", () => {
  it("adds up the seconds of each phase until they are taken, and tells who listens", async () => {
    const { now, after } = clock();
    const entered: string[] = [];
    const timer = new PhaseTimer({ now }, (phase) => entered.push(phase));
    expect(await timer.time("sampling", after(2, "result"))).to.equal("result");
    await timer.time("training", after(1, 0));
    await timer.time("sampling", after(4, 0));
    expect(timer.take()).to.deep.equal({ sampling: 6, training: 1 });
    expect(timer.take()).to.deep.equal({});
    expect(entered).to.deep.equal(["sampling", "training", "sampling"]);
  });

  it("counts a phase that failed", async () => {
    const { now, after } = clock();
    const timer = new PhaseTimer({ now });
    const work = async (): Promise<never> => {
      await after(3, 0)();
      throw new Error("failed");
    };
    expect(await rejection(timer.time("sampling", work))).to.have.property("message", "failed");
    expect(timer.take()).to.deep.equal({ sampling: 3 });
  });
});
