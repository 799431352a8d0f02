import type { TestRunner } from "./test-runner.js";

/** What must hold of every component of a contract, by its statement. A law that is broken throws an Error that says what is wrong and what to do. */
export type Laws<Subject> = Readonly<Record<string, (subject: Subject) => Promise<void>>>;

/** One test a law. */
export function describeLaws<Subject>({ describe, it }: TestRunner, title: string, laws: Laws<Subject>, subject: Subject): void {
  describe(title, () => {
    for (const [statement, check] of Object.entries(laws)) it(statement, () => check(subject));
  });
}
