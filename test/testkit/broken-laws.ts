import type { TestRunner } from "@lode/core/testkit";
import { expect } from "chai";

/** A suite with its subject, to be run by any test runner. */
export type Suite = (runner: TestRunner) => void;

/** The laws of a suite, by title. */
function lawsOf(suite: Suite): ReadonlyMap<string, () => Promise<void>> {
  const laws = new Map<string, () => Promise<void>>();
  suite({
    describe: (_, define) => {
      define();
    },
    it: (title, test) => laws.set(title, test),
  });
  return laws;
}

/** Runs a suite outside the test runner: what went wrong, by the law that was broken. */
export async function brokenLaws(suite: Suite): Promise<Readonly<Record<string, string>>> {
  const broken: Record<string, string> = {};
  for (const [title, test] of lawsOf(suite)) {
    await test().catch((error: unknown) => (broken[title] = error instanceof Error ? error.message : String(error)));
  }
  return broken;
}

/** Tests a suite: a sound component keeps all of its laws, and every law has a broken fake that it catches, alone. */
export function proveLaws(sound: Suite, fakes: Readonly<Record<string, Suite>>): void {
  it("is passed by a sound component", async () => {
    expect(await brokenLaws(sound)).to.deep.equal({});
  });

  it("has a broken fake for every law", () => {
    expect(Object.keys(fakes)).to.have.members([...lawsOf(sound).keys()]);
  });

  for (const [law, fake] of Object.entries(fakes)) {
    it(`catches alone what breaks: ${law}`, async () => {
      const broken = await brokenLaws(fake);
      expect(Object.keys(broken), JSON.stringify(broken)).to.deep.equal([law]);
      expect(broken[law]).to.match(/^[A-Z].*\.$/s);
    });
  }
}
