import type { Completion, GenerationRequest, Policy, StopReason } from "@lode/core";

/** What the policy answers to the request of a place with the completion of a number. */
export type Script = (request: number, sample: number) => { readonly text: string; readonly stop?: StopReason };

/** Characters as tokens: the end token is 1, padding 0. */
export const letters = {
  vocabularySize: 256,
  endToken: 1,
  padToken: 0,
  encode: (text: string): Int32Array => Int32Array.from(text, (letter) => letter.charCodeAt(0)),
  decode: (tokens: ArrayLike<number>): string =>
    Array.from(tokens)
      .filter((token) => token > 1)
      .map((token) => String.fromCharCode(token))
      .join(""),
  encodePrompt: (prompt: unknown): Int32Array => letters.encode(String(prompt)),
};

/** The log-probability that the scripted policy claims for a token of a completion. */
export const claimed = (request: number, sample: number, place: number): number => -(1 + request + 10 * sample + 100 * place);

/** Gives what the script says, in the order of `shuffle`; only generation is there. */
export class ScriptedPolicy implements Policy {
  readonly version = 7;
  readonly calls: (readonly GenerationRequest[])[] = [];
  given = 0;

  constructor(
    private readonly script: Script,
    private readonly shuffle: (completions: Completion[]) => Completion[] = (completions) => completions,
  ) {}

  async *generate(requests: readonly GenerationRequest[], signal: AbortSignal): AsyncGenerator<Completion> {
    this.calls.push(requests);
    const completions = requests.flatMap(({ samples }, request) => Array.from({ length: samples }, (_, sample) => this.completion(request, sample)));
    for (const completion of this.shuffle(completions)) {
      if (signal.aborted) return;
      this.given += 1;
      yield completion;
    }
  }

  private completion(request: number, sample: number): Completion {
    const { text, stop = "end" } = this.script(request, sample);
    const tokens = Int32Array.of(...letters.encode(text), ...(stop === "end" ? [letters.endToken] : []));
    const logprobs = Float32Array.from(tokens, (_, place) => claimed(request, sample, place));
    return { request, sample, tokens, logprobs, sampledLogprobs: logprobs.map((value) => value / 2), stop, version: this.version };
  }

  publish = unused;
  accumulate = unused;
  step = unused;
  freeze = unused;
  score = unused;
}

async function unused(): Promise<never> {
  throw new Error("a sampler only generates");
}
