import { physicalCores } from "@lode/core";
import { expect } from "chai";
import { availableParallelism } from "node:os";

/** As Linux lists processors: each with its socket and core. */
function listing(...places: readonly (readonly [socket: number, core: number])[]): string {
  return places
    .map(([socket, core], place) => `processor\t: ${place}\nphysical id\t: ${socket}\nsiblings\t: 4\ncore id\t\t: ${core}\nflags\t: fpu\n`)
    .join("\n");
}

describe("physicalCores", () => {
  const hyperthreaded = listing([0, 0], [0, 1], [1, 0], [1, 1], [0, 0], [0, 1], [1, 0], [1, 1]);

  it("counts a core once, in every socket", () => {
    expect(physicalCores(8, hyperthreaded)).to.equal(4);
    expect(physicalCores(2, listing([0, 0], [0, 1]))).to.equal(2);
  });

  it("is no more than the process may use", () => {
    expect(physicalCores(3, hyperthreaded)).to.equal(3);
  });

  it("is what the process may use where the system does not tell cores apart", () => {
    expect(physicalCores(8, "")).to.equal(8);
    expect(physicalCores(8, "processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\nBogoMIPS\t: 50.00\n")).to.equal(8);
    expect(physicalCores()).to.be.within(1, availableParallelism());
  });
});
