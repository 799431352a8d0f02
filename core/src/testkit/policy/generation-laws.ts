import type { Completion, GenerationRequest } from "../../contracts/policy.js";
import { randomStream } from "../../trainer/random-stream.js";
import { demand } from "../demand.js";
import { difference } from "../difference.js";
import { differingNumber } from "../differing-number.js";
import { gathered } from "../gathered.js";
import type { Laws } from "../laws.js";
import { completionBatch, generated, requestOf } from "./generated.js";
import { tokenizerOf, withPolicy } from "./policy-in-use.js";
import type { PolicySubject } from "./policy-subject.js";
import { randomRows, TOLERANCE } from "./token-rows.js";
import { train } from "./trained.js";

export const generationLaws: Laws<PolicySubject> = {
  "gives every completion that it is asked for, once, and says why it ended": completesAll,
  "reports the log-probabilities that it scores, at any temperature": reportsScores,
  "reports them at any length and in any company: its cache changes nothing": reportsScoresInCompany,
  "draws by the request's random numbers alone": isKeyed,
  "ends early and without an error when it is aborted": heedsAbort,
  "counts its publications, and completions carry the number": countsPublications,
  "generates with the weights of the last publication": usesPublishedWeights,
};

async function completesAll(subject: PolicySubject): Promise<void> {
  const { endToken } = tokenizerOf(subject);
  const requests = [
    requestOf(subject, 2, { samples: 5, maxTokens: 4 }),
    requestOf(subject, 1, { samples: 1, maxTokens: 1 }),
    requestOf(subject, 3, { samples: 0 }),
  ];
  await withPolicy(subject, async (policy) => {
    const completions = await generated(policy, requests);
    const numbers = completions.map(({ request, sample }) => `${request}:${sample}`).join(" ");
    demand(
      numbers === "0:0 0:1 0:2 0:3 0:4 1:0",
      `Asked for 5, 1 and 0 completions, the policy gave (request:sample) ${numbers}`,
      "Give every sample of every request once.",
    );
    for (const completion of completions) expectWhole(completion, requests[completion.request], endToken);
  });
}

function expectWhole({ tokens, logprobs, sampledLogprobs, stop }: Completion, { maxTokens }: GenerationRequest, endToken: number): void {
  const count = tokens.length;
  demand(count >= 1 && count <= maxTokens, `A completion has ${count} tokens, asked for at most ${maxTokens}`, "Stop at `maxTokens`, the end token included.");
  const isEven = logprobs.length === count && sampledLogprobs.length === count;
  demand(isEven, `A completion of ${count} tokens has ${logprobs.length} logprobs and ${sampledLogprobs.length} sampledLogprobs`, "Give one of each a token.");
  const end = tokens.indexOf(endToken);
  const wrong = `The completion ${tokens.join(" ")} (end: ${endToken}) says that it stopped by "${stop}"`;
  demand(end < 0 || end === count - 1, wrong, "Stop at the end token, and keep it as the last.");
  demand((stop === "end") === end >= 0 && (stop !== "length" || count === maxTokens), wrong, 'Say "end" after the end token and "length" at `maxTokens`.');
}

async function reportsScores(subject: PolicySubject): Promise<void> {
  for (const temperature of [1, 0.6, 1.7]) await expectReportedScores(subject, [requestOf(subject, 3, { samples: 4, temperature })], temperature);
}

async function reportsScoresInCompany(subject: PolicySubject): Promise<void> {
  const long = { maxTokens: 24, temperature: 1 };
  await expectReportedScores(
    subject,
    [6, 1, 3].map((length) => requestOf(subject, length, { samples: 4, ...long })),
    1,
  );
  await expectReportedScores(subject, [requestOf(subject, 1, { samples: 1, ...long }), requestOf(subject, 9, { samples: 7, ...long })], 1);
}

async function expectReportedScores(subject: PolicySubject, requests: readonly GenerationRequest[], temperature: number): Promise<void> {
  await withPolicy(subject, async (policy) => {
    const completions = await generated(policy, requests);
    const batch = completionBatch(requests, completions, temperature);
    const { logprobs = new Float32Array() } = await policy.score(batch, ["logprobs"]);
    for (const [row, { request, logprobs: reported }] of completions.entries()) {
      const prompt = requests[request].prompt.length;
      const begin = row * batch.length + prompt;
      const wrong = differingNumber("the reported log-probability", reported, logprobs.subarray(begin, begin + reported.length), TOLERANCE);
      const where = `after a prompt of ${prompt} tokens, at temperature ${temperature}, beside ${completions.length - 1} completions`;
      demand(
        wrong === undefined,
        `Generation does not report what scoring gives ${where}: ${wrong}`,
        "Report log p of the full distribution at the temperature; look at positions, padding and the cache.",
      );
    }
  });
}

async function isKeyed(subject: PolicySubject): Promise<void> {
  const requests = [4, 1, 2].map((length) => requestOf(subject, length));
  await withPolicy(subject, async (policy) => {
    const together = await generated(policy, requests);
    for (const [place, request] of requests.entries()) {
      const expected = together.filter((completion) => completion.request === place).map(({ tokens }) => tokens);
      const alone = (await generated(policy, [request])).map(({ tokens }) => tokens);
      expectSame(alone, expected, "when their request is alone");
      const fewer = (await generated(policy, [{ ...request, samples: 2 }])).map(({ tokens }) => tokens);
      expectSame(fewer, expected.slice(0, 2), "when fewer samples are asked for");
      const shorter = (await generated(policy, [{ ...request, maxTokens: 3 }])).map(({ tokens }) => tokens);
      expectSame(
        shorter,
        expected.map((tokens) => tokens.slice(0, 3)),
        "when shorter completions are asked for",
      );
      const other = (await generated(policy, [{ ...request, random: randomStream(6) }])).map(({ tokens }) => tokens);
      demand(difference(other, expected) !== undefined, "Another random stream gave the same completions", "Draw with the request's stream.");
    }
  });
}

function expectSame(found: readonly Int32Array[], expected: readonly Int32Array[], when: string): void {
  const changed = difference(found, expected, "completions");
  demand(
    changed === undefined,
    `Completions are others ${when}: ${changed}`,
    "Draw token `position` of completion `sample` with `request.random.uniform(sample, position)`.",
  );
}

async function heedsAbort(subject: PolicySubject): Promise<void> {
  const many = requestOf(subject, 2, { samples: 64, maxTokens: 32 });
  const remedy = "Stop generating, drop what is under way, and return without an error.";
  await withPolicy(subject, async (policy) => {
    const early = await gathered(policy.generate([many], AbortSignal.abort()));
    demand(early.length === 0, `The policy was aborted before it began and gave ${early.length} completions`, remedy);
    const controller = new AbortController();
    let given = 0;
    for await (const _ of policy.generate([many], controller.signal)) {
      given += 1;
      controller.abort();
    }
    demand(given < many.samples, `The policy was aborted after its first completion and gave all ${given}`, remedy);
  });
}

async function countsPublications(subject: PolicySubject): Promise<void> {
  await withPolicy(subject, async (policy) => {
    for (let publication = 0; publication < 3; publication++) {
      const before = policy.version;
      const carried = (await generated(policy, [requestOf(subject, 2)])).map(({ version }) => version);
      const wrong = `With the version ${before} completions carry ${carried.join(", ")}`;
      demand(
        carried.every((version) => version === before),
        wrong,
        "Put the policy's version into completions: core refuses those of old weights.",
      );
      await policy.publish();
      demand(policy.version === before + 1, `A call of \`publish\` took the version from ${before} to ${policy.version}`, "Count the calls of `publish`.");
    }
  });
}

async function usesPublishedWeights(subject: PolicySubject): Promise<void> {
  const [{ prompt }] = randomRows(tokenizerOf(subject));
  const requests = [requestOf(subject, 2, { prompt: Int32Array.from(prompt) })];
  await withPolicy(subject, async (policy) => {
    const numbers = async (): Promise<unknown> => (await generated(policy, requests)).map(({ tokens, logprobs }) => ({ tokens, logprobs }));
    const before = await numbers();
    await train(subject, policy, [1, 2]);
    const changed = difference(await numbers(), before, "completions");
    demand(changed === undefined, `Training changed what is generated before \`publish\`: ${changed}`, "Generate with the weights of the last `publish`.");
    await policy.publish();
    const wrong = "After training and `publish` the policy generates with the same log-probabilities as before";
    demand(difference(await numbers(), before) !== undefined, wrong, "Let `publish` hand the present weights to generation.");
  });
}
