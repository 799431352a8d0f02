/**
 * Seconds to wait before retry number `retry` (from 1): backoff·2^(retry-1), at most 60, or as long as the server asks for if that is longer.
 * `retryAfter` is the header of that name, seconds or a date; `now`, milliseconds since 1970, turns a date into a wait.
 */
export function retryWait(retry: number, backoffSeconds: number, retryAfter: string | null, now: number): number {
  const own = Math.min(LONGEST_BACKOFF, backoffSeconds * 2 ** (retry - 1));
  return Math.max(own, askedFor(retryAfter?.trim() ?? "", now));
}

const LONGEST_BACKOFF = 60;

function askedFor(retryAfter: string, now: number): number {
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  // eslint-disable-next-line no-restricted-globals -- a date of the protocol, no verdict depends on it
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : (date - now) / 1000;
}
