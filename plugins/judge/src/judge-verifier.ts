import { correct, incorrect, inject, injectable, Options, type Attempt, type Verdict, type Verifier } from "@lode/core";
import { createHash } from "node:crypto";
import { env } from "node:process";
import { AnswerCache } from "./answer-cache.js";
import { ChatEndpoint } from "./chat-endpoint.js";
import { endpointAddress } from "./endpoint-address.js";
import { endpointKey } from "./endpoint-key.js";
import { judgeAnswer, type JudgeAnswer } from "./judge-answer.js";
import type { JudgeOptions } from "./judge-options.js";
import { judgePrompt } from "./judge-prompt.js";
import { withoutThinking } from "./without-thinking.js";

const VERDICTS: Readonly<Record<JudgeAnswer, Verdict>> = { A: correct(undefined, "the judge says A"), B: incorrect("the judge says B") };

/**
 * Asks a language model whether a completion's answer is the problem's. Only the letter that the model writes counts; whatever goes wrong is `error` or `timeout`.
 * Equal attempts are asked once. Answers are kept on disk by what was asked, failures are not.
 */
@injectable()
export class JudgeVerifier implements Verifier {
  private readonly address: string;
  private readonly cache: AnswerCache;
  private endpoint?: ChatEndpoint;

  constructor(@inject(Options) private readonly options: JudgeOptions) {
    this.address = endpointAddress(options.url);
    this.cache = new AnswerCache(options.cache);
  }

  /** Reads the key. Throws RECIPE_INVALID_VALUE where there is none. */
  async start(): Promise<void> {
    const { keyVariable } = this.options;
    const key = keyVariable === undefined ? undefined : endpointKey(keyVariable, env);
    this.endpoint = new ChatEndpoint(this.address, key, this.options);
  }

  async verify(attempts: readonly Attempt[], signal: AbortSignal): Promise<readonly Verdict[]> {
    const asked = new Map<string, Promise<Verdict>>();
    const verdicts = attempts
      .map((attempt) => this.requestFor(attempt))
      .map(async (request) => {
        if (typeof request !== "string") return request;
        const verdict = asked.get(request) ?? this.judged(request, signal);
        asked.set(request, verdict);
        return verdict;
      });
    return Promise.all(verdicts);
  }

  /** The request's body, or the verdict where there is nothing to ask. */
  private requestFor({ problem, rollout }: Attempt): string | Verdict {
    const completion = withoutThinking(rollout.text);
    if (completion === undefined) return incorrect("the thinking does not end");
    if (completion.trim() === "") return incorrect("no answer");
    const { model, maxTokens } = this.options;
    return JSON.stringify({ model, messages: [{ role: "user", content: judgePrompt(problem, completion) }], temperature: 0, max_tokens: maxTokens });
  }

  private async judged(request: string, signal: AbortSignal): Promise<Verdict> {
    const hash = createHash("sha256").update(request).digest("hex");
    const kept = await this.cache.read(hash);
    return kept === undefined ? this.askedAnew(request, hash, signal) : VERDICTS[kept];
  }

  private async askedAnew(request: string, hash: string, signal: AbortSignal): Promise<Verdict> {
    if (this.endpoint === undefined) throw new TypeError("the judge was not started");
    const found = await this.endpoint.ask(request, signal);
    if ("outcome" in found) return { outcome: found.outcome, reason: found.reason };
    const answer = judgeAnswer(found.text);
    if (answer === undefined) return { outcome: "error", reason: "the judge answered neither A nor B" };
    await this.cache.write(hash, answer);
    return VERDICTS[answer];
  }
}
