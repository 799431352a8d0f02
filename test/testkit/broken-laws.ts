import type { TestRunner } from "@lode/core/testkit";
import { expect } from "chai";

/** A suite of the testkit on a component of its choice. */
export type Suite = (runner: TestRunner) => void;

/** Runs a suite and gives the statements of all its laws, with the error of each that was broken. */
export async function outcomesOf(suite: Suite): Promise<ReadonlyMap<string, Error | undefined>> {
  const checks: [string, () => Promise<void>][] = [];
  suite({ describe: (_, define) => define(), it: (statement, check) => checks.push([statement, check]) });
  const outcomes = new Map<string, Error | undefined>();
  for (const [statement, check] of checks) {
    outcomes.set(
      statement,
      await check().then(
        () => undefined,
        (error: unknown) => error as Error,
      ),
    );
  }
  return outcomes;
}

/** The laws that a suite finds broken. */
export async function brokenLaws(suite: Suite): Promise<ReadonlyMap<string, Error>> {
  return new Map([...(await outcomesOf(suite))].filter((entry): entry is [string, Error] => entry[1] !== undefined));
}

/** Tests that a suite passes on a good component, and that each of its laws catches the fake that breaks it, alone. */
export function proveLaws(good: Suite, fakes: Readonly<Record<string, Suite>>): void {
  it("passes on a good component", async () => {
    expect([...(await brokenLaws(good)).values()].map(String)).to.deep.equal([]);
  });

  it("has a fake for each law", async () => {
    expect(Object.keys(fakes)).to.have.members([...(await outcomesOf(good)).keys()]);
  });

  for (const [law, fake] of Object.entries(fakes)) {
    it(`"${law}" alone catches its fake`, async () => {
      const broken = await brokenLaws(fake);
      expect([...broken].map(([statement, error]) => `${statement}: ${error.message}`)).to.have.length(1);
      expect([...broken.keys()]).to.deep.equal([law]);
      expect(broken.get(law)?.message, "what is wrong and what to do").to.match(/^[^]+\. [A-Z][^]+[.…]$/);
    });
  }
}
