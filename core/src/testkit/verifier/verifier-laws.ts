import type { Verdict } from "../../contracts/verdict.js";
import type { Attempt } from "../../contracts/verifier.js";
import { demand, fail } from "../demand.js";
import { difference } from "../difference.js";
import { hostileTexts } from "../hostile-texts.js";
import type { Laws } from "../laws.js";
import { settlesWithin, turn } from "../settles-within.js";
import type { VerifierExample, VerifierSubject } from "./verifier-subject.js";
import { withComponent } from "../with-component.js";

type Tried = Required<Pick<VerifierSubject, "deadlineSeconds">> & VerifierSubject;

export const verifierLaws: Laws<Tried> = {
  "accepts completions that state the gold answer": (subject) => expectOutcome(subject, subject.correct, "correct"),
  "refuses completions that do not": (subject) => expectOutcome(subject, subject.incorrect, "incorrect"),
  "gives one verdict an attempt": countsAttempts,
  "gives verdicts with an outcome of the contract and a reason": formsVerdicts,
  "judges equal attempts equally": repeats,
  "judges an attempt alike in any order and company": isIndependent,
  "leaves the attempts as they are": changesNothing,
  "never throws for what a completion contains": bearsHostility,
  "judges in time whatever a completion contains": keepsDeadline,
  "ends when it is aborted": heedsAbort,
};

const OUTCOMES: readonly Verdict["outcome"][] = ["correct", "incorrect", "abstain", "error", "timeout"];

async function expectOutcome(subject: Tried, examples: readonly VerifierExample[], outcome: Verdict["outcome"]): Promise<void> {
  const verdicts = await verdictsOf(subject, attemptsOf(examples));
  examples.forEach(({ answer, text }, place) => {
    const { outcome: found, reason } = verdicts[place];
    demand(
      found === outcome,
      `The completion ${JSON.stringify(text)} for the answer ${JSON.stringify(answer)} was judged ${found} (${reason}), expected ${outcome}`,
      "Mend how the verifier reads or compares answers, or the example.",
    );
  });
}

async function countsAttempts(subject: Tried): Promise<void> {
  const one = allExamples(subject).slice(0, 1);
  for (const count of [0, 1, 3]) {
    const verdicts = await verdictsOf(subject, attemptsOf(Array.from({ length: count }, () => one).flat()));
    demand(
      Array.isArray(verdicts) && verdicts.length === count,
      `The verifier gave ${verdicts.length} verdicts for ${count} attempts that are all alike`,
      "Return exactly one verdict for each attempt, in order, even where attempts repeat or there are none.",
    );
  }
}

async function formsVerdicts(subject: Tried): Promise<void> {
  for (const { outcome, reason, extracted } of await verdictsOf(subject, attemptsOf(allExamples(subject)))) {
    demand(
      OUTCOMES.includes(outcome),
      `The outcome of a verdict is ${JSON.stringify(outcome)}, expected one of ${OUTCOMES.join(", ")}`,
      "Return one of these.",
    );
    const hasReason = typeof reason === "string" && reason !== "";
    demand(hasReason, `The reason of a verdict is ${JSON.stringify(reason)}, expected words`, "Say in `reason` why the attempt was judged so.");
    const isText = extracted === undefined || typeof extracted === "string";
    demand(isText, `\`extracted\` of a verdict is ${JSON.stringify(extracted)}, expected text`, "Leave it out where no answer was found.");
  }
}

async function repeats(subject: Tried): Promise<void> {
  await withComponent(subject, {}, async (verifier) => {
    const first = await verifier.verify(attemptsOf(allExamples(subject)), never());
    const again = await verifier.verify(attemptsOf(allExamples(subject)), never());
    expectSame(again, first, "judged a second time", "Let a verdict depend on the attempt alone, not on a cache, a counter or chance.");
  });
}

async function isIndependent(subject: Tried): Promise<void> {
  const examples = allExamples(subject);
  const together = await verdictsOf(subject, attemptsOf(examples));
  const reversed = await verdictsOf(subject, attemptsOf([...examples].reverse()));
  expectSame([...reversed].reverse(), together, "judged in another order", "Judge each attempt by itself.");
  for (const [place, example] of examples.entries()) {
    const alone = await verdictsOf(subject, attemptsOf([example]));
    expectSame(alone, together.slice(place, place + 1), "judged alone", "Judge each attempt by itself.");
  }
}

async function changesNothing(subject: Tried): Promise<void> {
  const examples = [...allExamples(subject), ...hostileTexts.map((text) => ({ answer: " 1 ", text }))];
  const [given, untouched] = [attemptsOf(examples), attemptsOf(examples)];
  await verdictsOf(subject, given).catch(() => undefined);
  const changed = difference(given, untouched, "attempts");
  demand(changed === undefined, `The verifier changed what it was given: ${changed}`, "Work on copies.");
}

async function bearsHostility(subject: Tried): Promise<void> {
  for (const attempt of hostileAttempts(subject)) {
    await verdictsOf(subject, [attempt]).catch((error: unknown) => {
      const { text } = attempt.rollout;
      fail(
        `The verifier threw for the completion ${JSON.stringify(text.slice(0, 60))} of ${text.length} characters: ${String(error)}`,
        "Catch it, and give the verdict `incorrect` or `error`: a completion must never stop a run.",
      );
    });
  }
}

async function keepsDeadline(subject: Tried): Promise<void> {
  const { deadlineSeconds } = subject;
  const inTime = await settlesWithin(deadlineSeconds, () => verdictsOf(subject, hostileAttempts(subject)));
  demand(
    inTime,
    `The verifier took more than ${deadlineSeconds} s to judge hostile completions`,
    "Bound its work: no expression that backtracks without bound, no unlimited recursion, and a time limit that gives the verdict `timeout`.",
  );
}

async function heedsAbort(subject: Tried): Promise<void> {
  for (const early of [true, false]) {
    const controller = new AbortController();
    if (early) controller.abort();
    const ended = await settlesWithin(subject.deadlineSeconds, () =>
      withComponent(subject, {}, async (verifier) => {
        const verdicts = verifier.verify(attemptsOf(allExamples(subject)), controller.signal);
        // It may be rejected before anybody waits for it.
        verdicts.catch(() => undefined);
        await turn();
        controller.abort();
        await verdicts;
      }),
    );
    const when = early ? "before it began" : "while it judged";
    demand(ended, `The verifier was aborted ${when} and had not ended ${subject.deadlineSeconds} s later`, "Pass `signal` on to whatever it waits for.");
  }
}

function expectSame(found: readonly Verdict[], expected: readonly Verdict[], how: string, remedy: string): void {
  const changed = difference(found, expected, "verdicts");
  demand(changed === undefined, `Equal attempts got other verdicts when ${how}: ${changed}`, remedy);
}

function allExamples({ correct, incorrect }: Tried): readonly VerifierExample[] {
  return [...correct, ...incorrect];
}

function hostileAttempts({ correct }: Tried): readonly Attempt[] {
  const [{ answer, prompt }] = correct;
  return attemptsOf(hostileTexts.map((text) => ({ answer, prompt, text })));
}

/** Objects of their own at every call. */
function attemptsOf(examples: readonly VerifierExample[]): readonly Attempt[] {
  return examples.map(({ answer, text, prompt = "What is the answer?" }) => ({ problem: { id: `answer ${answer}`, prompt, answer }, rollout: { text } }));
}

/** By a verifier of its own. */
function verdictsOf(subject: Tried, attempts: readonly Attempt[]): Promise<readonly Verdict[]> {
  return withComponent(subject, {}, async (verifier) => verifier.verify(attempts, never()));
}

function never(): AbortSignal {
  return new AbortController().signal;
}
