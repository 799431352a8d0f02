import { abstain, correct, incorrect, UserError, type Attempt, type Verdict, type Verifier } from "@lode/core";
import { chain } from "@lode/judge";
import { expect } from "chai";
import { construct } from "../golden/construct.js";

const never = new AbortController().signal;

/** Knows the verdicts of some texts, abstains of others, and writes down what it is asked about. */
function knows(verdicts: Readonly<Record<string, Verdict>>, asked: string[] = []): Verifier {
  return {
    verify: (attempts) => {
      const texts = attempts.map(({ rollout }) => rollout.text);
      asked.push(texts.join(" "));
      return Promise.resolve(texts.map((text) => verdicts[text] ?? abstain("unknown")));
    },
  };
}

function attemptsOf(texts: string): readonly Attempt[] {
  return texts.split(" ").map((text) => ({ problem: { id: "", prompt: "", answer: "" }, rollout: { text } }));
}

async function outcomesOf(verifiers: readonly Verifier[], texts: string, escalate = ["abstain"]): Promise<readonly string[]> {
  const verdicts = await construct(chain, { verifiers, escalate }).verify(attemptsOf(texts), never);
  return verdicts.map(({ outcome, reason }) => `${outcome}, ${reason}`);
}

describe("verifier chain", () => {
  const first = knows({ a: correct("1", "the same"), b: incorrect("another"), c: { outcome: "error", reason: "broken" } });
  const second = knows({ a: incorrect("no"), b: correct(undefined, "yes"), d: correct(undefined, "yes") });

  it("asks the next about what the one before did not settle, keeps the order, and says who decided", async () => {
    expect(await outcomesOf([first, second], "d a b e c")).to.deep.equal([
      "correct, verifier 2: yes",
      "correct, verifier 1: the same",
      "incorrect, verifier 1: another",
      "abstain, verifier 2: unknown",
      "error, verifier 1: broken",
    ]);
  });

  it("escalates the outcomes that it is told to", async () => {
    expect(await outcomesOf([first, second], "a b d", ["abstain", "incorrect"])).to.deep.equal([
      "correct, verifier 1: the same",
      "correct, verifier 2: yes",
      "correct, verifier 2: yes",
    ]);
    expect(await outcomesOf([first, second], "c d", ["error"])).to.deep.equal(["abstain, verifier 2: unknown", "abstain, verifier 1: unknown"]);
  });

  it("lets a failure of the last one stand", async () => {
    const failing: Verifier = { verify: (attempts) => Promise.resolve(attempts.map(() => ({ outcome: "error", reason: "no connection" }))) };
    expect(await outcomesOf([first, failing], "b", ["abstain", "incorrect"])).to.deep.equal(["error, verifier 2: no connection"]);
  });

  it("asks nobody about nothing, and hands on whole attempts and what was found", async () => {
    const [asked, later]: [string[], string[]] = [[], []];
    const verifiers = [knows({ a: correct("1") }, asked), knows({}, later)];
    const verdicts = await construct(chain, { verifiers, escalate: ["abstain"] }).verify(attemptsOf("a a"), never);
    expect([asked, later]).to.deep.equal([["a a"], []]);
    expect(verdicts[0].extracted).to.equal("1");
    expect(await construct(chain, { verifiers, escalate: ["abstain"] }).verify([], never)).to.deep.equal([]);
  });

  it("refuses a verifier that gives too few verdicts, and names it", async () => {
    const short: Verifier = { verify: () => Promise.resolve([]) };
    const error: unknown = await outcomesOf([knows({}), short], "a").catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UserError).with.property("message", "verifier 2 of the chain gave 0 verdicts for 1 attempts");
  });
});
