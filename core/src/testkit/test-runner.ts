/** `describe` and `it` of any test runner: Mocha, Jest, Vitest, node:test. */
export interface TestRunner {
  readonly describe: (title: string, body: () => void) => unknown;
  readonly it: (title: string, check: () => Promise<void>) => unknown;
}
