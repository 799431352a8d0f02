import type { DifficultyLevel } from "../data/evaluated-step.js";

/** Levels of several runs on the same problems as one: the mean over the runs, and its standard error over them where there are two or more. */
export function meanLevels(runs: readonly (readonly DifficultyLevel[])[]): readonly DifficultyLevel[] {
  const names = [...new Set(runs.flatMap((levels) => levels.map(({ name }) => name)))];
  return names.map((name) => {
    const levels = runs.flatMap((run) => run.filter((level) => level.name === name));
    const count = levels.length;
    const pass1 = levels.reduce((sum, level) => sum + level.pass1, 0) / count;
    const squares = levels.reduce((sum, level) => sum + (level.pass1 - pass1) ** 2, 0);
    return { name, problems: levels[0].problems, pass1, standardError: count < 2 ? undefined : Math.sqrt(squares / (count - 1) / count) };
  });
}
