import type { Clock } from "../contracts/clock.js";
import type { Policy } from "../contracts/policy.js";
import type { RandomStream } from "../contracts/random-stream.js";
import type { RunStore } from "../contracts/run-store.js";
import type { Terminal } from "../contracts/terminal.js";
import type { Tokenizer } from "../contracts/tokenizer.js";
import type { Verifier } from "../contracts/verifier.js";
import { randomStream } from "../trainer/random-stream.js";
import { ChainPolicy } from "./chain-policy.js";
import { letterTokenizer } from "./letter-tokenizer.js";
import { MemoryStore } from "./memory-store.js";
import { parityVerifier } from "./parity-verifier.js";
import { RecordingTerminal } from "./recording-terminal.js";

/** What a suite has for a component to be injected with. */
export interface Surroundings {
  readonly random: RandomStream;
  readonly tokenizer: Tokenizer;
  readonly policy: Policy;
  readonly verifier: Verifier;
  readonly store: RunStore;
  readonly terminal: Terminal;
  readonly clock: Clock;
}

/** Small stand-ins for all of it, but for what the suite has of its own. */
export function surroundings(own: Partial<Surroundings>): Surroundings {
  const tokenizer = own.tokenizer ?? letterTokenizer;
  return {
    random: randomStream(1),
    policy: new ChainPolicy(tokenizer),
    verifier: parityVerifier,
    store: new MemoryStore(),
    terminal: new RecordingTerminal(false),
    clock: { now: () => 0 },
    ...own,
    tokenizer,
  };
}
