import type { DifficultyLevel } from "../data/evaluated-step.js";
import type { EvaluatedAnswer } from "./evaluated-answer.js";

/** More values than these are put together into as many levels, each with about as many problems. */
const MOST_LEVELS = 10;

interface Solved {
  readonly difficulty: number;
  /** Share of correct answers. */
  readonly share: number;
}

/** Pass rates by difficulty, from the easiest; problems without difficulty are left out. Errors are of the mean over a level's problems. */
export function difficultyLevels(answers: readonly EvaluatedAnswer[]): readonly DifficultyLevel[] {
  const problems = solvedProblems(answers);
  const values = [...new Set(problems.map(({ difficulty }) => difficulty))];
  if (values.length <= MOST_LEVELS)
    return values.map((value) =>
      level(
        String(value),
        problems.filter(({ difficulty }) => difficulty === value),
      ),
    );
  const size = Math.ceil(problems.length / MOST_LEVELS);
  const parts = Array.from({ length: Math.ceil(problems.length / size) }, (_, place) => problems.slice(place * size, (place + 1) * size));
  return parts.map((part) => level(`${part[0].difficulty} to ${part[part.length - 1].difficulty}`, part));
}

/** By problem, from the easiest. */
function solvedProblems(answers: readonly EvaluatedAnswer[]): readonly Solved[] {
  const byProblem = new Map<string, { difficulty: number; correct: number; samples: number }>();
  for (const { problem, difficulty, outcome } of answers) {
    if (difficulty === undefined) continue;
    const { correct, samples } = byProblem.get(problem) ?? { correct: 0, samples: 0 };
    byProblem.set(problem, { difficulty, correct: correct + (outcome === "correct" ? 1 : 0), samples: samples + 1 });
  }
  return [...byProblem.values()]
    .map(({ difficulty, correct, samples }) => ({ difficulty, share: correct / samples }))
    .sort((a, b) => a.difficulty - b.difficulty);
}

function level(name: string, problems: readonly Solved[]): DifficultyLevel {
  const count = problems.length;
  const pass1 = problems.reduce((sum, { share }) => sum + share, 0) / count;
  const squares = problems.reduce((sum, { share }) => sum + (share - pass1) ** 2, 0);
  return { name, problems: count, pass1, standardError: count < 2 ? undefined : Math.sqrt(squares / (count - 1) / count) };
}
