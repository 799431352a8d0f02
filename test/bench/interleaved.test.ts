import { expect } from "chai";
import { interleaved } from "./interleaved.js";
import type { RunReport } from "./peer.js";

describe("bench: interleaved", () => {
  it("gives the sides turns of equal length after a warm-up that does not count", async () => {
    const turns: string[] = [];
    const side = (name: string, seconds: number): { run: (steps: number) => Promise<RunReport> } => ({
      run: (steps) => {
        turns.push(`${name}${steps}`);
        return Promise.resolve({ seconds: new Array<number>(steps).fill(seconds) });
      },
    });
    const [slow, fast] = await interleaved([side("a", 2), side("b", 0.1)], { rounds: 2, warmUpSteps: 3, warmUpSeconds: 10, turnSeconds: 0.5 });
    expect(turns).to.deep.equal(["a3", "b3", "a2", "b2", "a1", "b5", "a1", "b5"]);
    expect([slow.seconds.length, fast.seconds.length]).to.deep.equal([2, 10]);
  });
});
