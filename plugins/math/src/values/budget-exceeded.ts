/** More work or larger numbers than an answer may ask for. Caught by `judgeAnswer`, whose verdict it becomes. */
export class BudgetExceeded extends Error {}
