import { judge, type Attempt, type Group, type Rollout, type StopReason, type Verdict, type Verifier } from "@lode/core";
import { expect } from "chai";
import { never } from "./step-inputs.js";
import { rejection } from "../sampling/rejection.js";

const draw = { index: 3, problem: { id: "p3", prompt: "1+1", answer: "2" } };

function groupOf(...stops: readonly StopReason[]): Group {
  return { draw, rollouts: stops.map((stop, sample) => ({ draw, sample, stop, text: `text ${sample}` }) as Rollout) };
}

/** Accepts everything and keeps what it was asked. */
function accepting(asked: Attempt[] = []): Verifier {
  return {
    verify: async (attempts) => {
      asked.push(...attempts);
      return attempts.map(({ rollout }): Verdict => ({ outcome: "correct", reason: rollout.text }));
    },
  };
}

describe("judge", () => {
  it("calls a completion that was cut off incorrect without asking, and gives the others their own verdicts", async () => {
    const asked: Attempt[] = [];
    const verdicts = await judge(groupOf("length", "end", "length", "string"), accepting(asked), never);
    expect(asked.map(({ rollout }) => rollout.text)).to.deep.equal(["text 1", "text 3"]);
    expect(asked.every(({ problem }) => problem === draw.problem)).to.equal(true);
    expect(verdicts.map(({ outcome }) => outcome)).to.deep.equal(["incorrect", "correct", "incorrect", "correct"]);
    expect([verdicts[1].reason, verdicts[3].reason]).to.deep.equal(["text 1", "text 3"]);
    expect(verdicts[0].reason).to.contain("length limit");
  });

  it("refuses a verifier that gives too few or too many verdicts", async () => {
    const one: Verdict = { outcome: "correct", reason: "" };
    for (const given of [[], [one], [one, one, one]]) {
      const error = await rejection(judge(groupOf("end", "end", "length"), { verify: async () => given }, never));
      expect(error).to.deep.include({ code: "SHAPE_MISMATCH", place: { component: "verifier" } });
      expect(error.message).to.contain(`${given.length} verdicts for 2 attempts`);
    }
  });

  it("hands the signal on", async () => {
    const stop = new AbortController();
    let handed: AbortSignal | undefined;
    const verifier: Verifier = {
      verify: async (_, signal) => {
        handed = signal;
        return [];
      },
    };
    await judge(groupOf("length"), verifier, stop.signal);
    expect(handed).to.equal(stop.signal);
  });
});
