import { setTimeout as wait } from "node:timers/promises";
import pLimit, { type LimitFunction } from "p-limit";
import { chatExchange, type ChatRequest } from "./chat-exchange.js";
import type { Exchange, Failure } from "./exchange.js";
import type { JudgeOptions } from "./judge-options.js";
import { retryWait } from "./retry-wait.js";

type EndpointOptions = Pick<JudgeOptions, "concurrency" | "timeoutSeconds" | "retries" | "backoffSeconds">;

/** A chat endpoint that is asked by so many requests at a time, each again where that may help. A request that waits to be sent again keeps its place. */
export class ChatEndpoint {
  private readonly limit: LimitFunction;

  constructor(
    private readonly address: string,
    private readonly key: string | undefined,
    private readonly options: EndpointOptions,
  ) {
    this.limit = pLimit(options.concurrency);
  }

  /** What the model wrote, or how the last try failed. Throws the signal's reason when it is aborted. */
  ask(body: string, signal: AbortSignal): Promise<Exchange> {
    const { address, key, options } = this;
    return this.limit(() => this.persistently({ address, key, body, timeoutSeconds: options.timeoutSeconds }, signal));
  }

  private async persistently(request: ChatRequest, signal: AbortSignal): Promise<Exchange> {
    const { retries, backoffSeconds } = this.options;
    for (let retry = 1; ; retry++) {
      const found = await chatExchange(request, signal);
      if (!("outcome" in found) || !found.retry) return found;
      if (retry > retries) return retries === 0 ? found : { ...found, reason: `${found.reason}, at the last of ${retry} tries` };
      // eslint-disable-next-line no-restricted-globals -- for a wait until a date; no verdict depends on it
      const seconds = retryWait(retry, backoffSeconds, found.retryAfter, Date.now());
      if (seconds > LONGEST_WAIT) return tooLong(found, seconds);
      await wait(seconds * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

/** Seconds. A server that asks for more is not waited for. */
const LONGEST_WAIT = 600;

function tooLong(found: Failure, seconds: number): Failure {
  return { ...found, reason: `${found.reason}, and asks to wait ${Math.ceil(seconds)} s` };
}
