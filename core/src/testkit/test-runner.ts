/** `describe` and `it` of any test runner: of Mocha, Vitest, Jest or `node:test`. */
export interface TestRunner {
  readonly describe: (title: string, define: () => void) => unknown;
  readonly it: (title: string, test: () => Promise<void>) => unknown;
}
