import { Verifier } from "@lode/core";
import { describeVerifier, type VerifierSubject } from "@lode/core/testkit";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatServer } from "../judge/chat-server.js";
import { literalJudge } from "../judge/literal-judge.js";
import { componentsOf, onEvery } from "./catalogue.js";

const math: Omit<VerifierSubject, "component"> = {
  correct: [
    { answer: "7", text: "so it is \\boxed{7}" },
    { answer: "1/2", text: "\\boxed{1} no, \\boxed{0.5}" },
    { answer: "-1,234", text: "\\boxed{\\frac{-2468}{2}}" },
    { answer: "x+1", text: "\\boxed{x + 1}" },
  ],
  incorrect: [
    { answer: "7", text: "so it is 7" },
    { answer: "7", text: "\\boxed{7} no, \\boxed{8}" },
    { answer: "x+1", text: "\\boxed{x-1}" },
  ],
};

const exact: Omit<VerifierSubject, "component"> = {
  correct: [
    { answer: "yes", text: " yes\n" },
    { answer: "7", text: "7" },
  ],
  incorrect: [{ answer: "7", text: "it is 7" }],
};

const countdown: Omit<VerifierSubject, "component"> = {
  correct: [
    { answer: "3*5-7", text: "3*5-7=8\n\\boxed{5*3-7}" },
    { answer: "3+5+7-7", text: "<answer>3+5</answer>" },
  ],
  incorrect: [
    { answer: "3*5-7", text: "\\boxed{8}" },
    { answer: "3*5-7", text: "5*3-7" },
  ],
};

const server = new ChatServer();
const folder = mkdtempSync(join(tmpdir(), "lode-judge-"));
await server.start();
server.reset(literalJudge);
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const judgeOptions = { url: server.url, model: "literal", cache: folder };

const judge: Omit<VerifierSubject, "component"> = {
  options: judgeOptions,
  correct: [
    { answer: "7", text: "it is 7" },
    { answer: "7", text: "<think>6?</think> it is 7" },
  ],
  incorrect: [
    { answer: "7", text: "it is 8" },
    { answer: "7", text: "<think>it is 7" },
  ],
};

const chain: Omit<VerifierSubject, "component"> = {
  options: { verifiers: [{ use: "exact" }, { use: "judge", ...judgeOptions }], escalate: ["incorrect"] },
  components: Object.values(await componentsOf(Verifier)),
  correct: [...exact.correct, ...judge.correct],
  incorrect: judge.incorrect,
};

await onEvery(Verifier, { math: [math], exact: [exact], judge: [judge], chain: [chain], countdown: [countdown] }, (subject) =>
  describeVerifier({ describe, it }, subject),
);
