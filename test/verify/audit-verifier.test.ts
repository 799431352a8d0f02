import { randomStream, type Problem, type Verdict, type Verifier } from "@lode/core";
import { expect } from "chai";
import { core } from "./core.js";

const { auditVerifier } = core("verify/audit-verifier");

const never = new AbortController().signal;
const problems = Array.from({ length: 30 }, (_, place): Problem => ({ id: `p${place}`, prompt: "", answer: String(100 + place) }));

/** Judges answers by a rule. */
function by(rule: (gold: string, given: string) => Verdict["outcome"]): Verifier {
  return { verify: async (attempts) => attempts.map(({ problem, rollout }) => ({ outcome: rule(problem.answer, rollout.text), reason: "by the rule" })) };
}

function audit(verifier: Verifier): ReturnType<typeof auditVerifier> {
  return auditVerifier(verifier, problems, randomStream(1), never);
}

describe("auditVerifier", () => {
  it("finds nothing wrong with a verifier that compares texts", async () => {
    const { problems: count, unparsable, falseNegative, falsePositive } = await audit(by((gold, given) => (gold === given ? "correct" : "incorrect")));
    expect([count, unparsable]).to.deep.equal([30, []]);
    expect(falseNegative).to.deep.include({ count: 0, of: 30, unsettled: 0, cases: [] });
    expect(falsePositive.perturbed).to.include({ count: 0, of: 90 });
    expect(falsePositive.others).to.include({ count: 0 });
    expect(falsePositive.others.of).to.be.within(45, 60);
  });

  it("names the answers that cannot be read, and asks nothing else about them", async () => {
    const { unparsable, falseNegative, falsePositive } = await audit(
      by((gold, given) => (Number(gold) < 110 ? "abstain" : gold === given ? "correct" : "incorrect")),
    );
    expect(unparsable.map(({ id }) => id)).to.deep.equal(problems.slice(0, 10).map(({ id }) => id));
    expect(unparsable[0]).to.deep.equal({ id: "p0", gold: "100", given: "100", verdict: "abstain", reason: "by the rule" });
    expect(falseNegative).to.include({ of: 20, unsettled: 10 });
    expect(falsePositive.perturbed).to.include({ of: 60, unsettled: 0 });
  });

  it("names an answer that can only be compared with itself once", async () => {
    const { unparsable, falseNegative } = await audit(by((gold, given) => (gold === given ? "correct" : gold === "103" ? "abstain" : "incorrect")));
    expect(unparsable.map(({ id }) => id)).to.deep.equal(["p3"]);
    expect(falseNegative).to.include({ count: 0, of: 30 });
  });

  it("counts answers that are refused for themselves", async () => {
    const { falseNegative } = await audit(by((gold) => (gold === "107" ? "incorrect" : "correct")));
    expect(falseNegative).to.include({ count: 1, of: 30, rate: 1 / 30 });
    expect(falseNegative.cases.map(({ id }) => id)).to.deep.equal(["p7"]);
  });

  it("counts wrong answers that are accepted, perturbed ones and those of other problems", async () => {
    const known = problems.map(({ answer }) => answer);
    const members = await audit(by((_, given) => (known.includes(given) ? "correct" : "incorrect")));
    expect(members.falsePositive.others.rate).to.equal(1);
    const longest = await audit(by((gold, given) => (given.length > gold.length ? "correct" : gold === given ? "correct" : "incorrect")));
    expect(longest.falsePositive.perturbed).to.include({ count: 60, of: 90 });
    expect(longest.falsePositive.others.count).to.equal(0);
  });

  it("counts attempts without a verdict apart", async () => {
    const { falsePositive } = await audit(by((gold, given) => (gold === given ? "correct" : "timeout")));
    expect(falsePositive.perturbed).to.deep.include({ count: 0, of: 0, unsettled: 90, rate: null, low: null, high: null });
  });
});
