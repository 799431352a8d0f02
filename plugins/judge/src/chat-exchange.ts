import type { Exchange, Failure } from "./exchange.js";
import { limitedText } from "./limited-text.js";
import { writtenText } from "./written-text.js";

export interface ChatRequest {
  readonly address: string;
  readonly key: string | undefined;
  /** JSON. */
  readonly body: string;
  readonly timeoutSeconds: number;
}

/**
 * One request to a chat endpoint. The time limit covers the body too. Nothing that comes back holds the key: a server's own words are not repeated, and redirects,
 * which would carry the key elsewhere, are not followed.
 *
 * Throws the signal's reason when it is aborted, and nothing else.
 */
export async function chatExchange(request: ChatRequest, signal: AbortSignal): Promise<Exchange> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const stop = (): void => limit.abort();
  const timer = setTimeout(stop, request.timeoutSeconds * 1000);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await exchange(request, limit.signal);
  } catch (error) {
    signal.throwIfAborted();
    return limit.signal.aborted ? failure("timeout", `the judge did not answer within ${request.timeoutSeconds} s`, true) : failed(error);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

async function exchange({ address, key, body }: ChatRequest, signal: AbortSignal): Promise<Exchange> {
  const headers = { "content-type": "application/json", ...(key !== undefined && { authorization: `Bearer ${key}` }) };
  const response = await fetch(address, { method: "POST", headers, body, signal, redirect: "manual" });
  if (!response.ok) {
    await response.body?.cancel();
    return failure("error", `the judge's endpoint answered ${describe(response.status)}`, isPassing(response.status), response.headers.get("retry-after"));
  }
  return writtenText(await limitedText(response, LONGEST_BODY));
}

/** Bytes. */
const LONGEST_BODY = 4_000_000;

function failed(error: unknown): Failure {
  if (error instanceof RangeError) return failure("error", `the judge's answer has ${error.message}`, false);
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  return failure("error", `the connection to the judge failed${typeof code === "string" ? ` (${code})` : ""}`, true);
}

function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

function describe(status: number): string {
  return STATUS[status] === undefined ? String(status) : `${status}: ${STATUS[status]}`;
}

const STATUS: Readonly<Record<number, string>> = {
  400: "it does not accept the request",
  401: "it does not accept the key, or wants one (`keyVariable`)",
  403: "it does not accept the key",
  404: "it has no such address or model (`url`, `model`)",
  429: "too many requests",
};

function failure(outcome: Failure["outcome"], reason: string, retry: boolean, retryAfter: string | null = null): Failure {
  return { outcome, reason, retry, retryAfter };
}
