import {
  Options,
  RandomStream,
  Tokenizer,
  Type,
  UserError,
  cotangents,
  inject,
  injectable,
  options,
  type Batch,
  type Completion,
  type GenerationRequest,
  type Loss,
  type Metrics,
  type OutputName,
  type Outputs,
  type Policy,
  type Scorer,
  type Snapshot,
  type Static,
} from "@lode/core";
import { enumerateCompletions, type WeightedCompletion } from "./enumerate-completions.js";
import { generateCompletion } from "./generate-completion.js";
import { logitGradient } from "./logit-gradient.js";
import { LogitTable, type InitialLogits, type LogitRows } from "./logit-table.js";
import { actionTokens, scoreTokens } from "./score-table.js";

export const tabularOptions = options({
  initialDeviation: Type.Number({ minimum: 0, default: 0, description: "Standard deviation of the logits at the start; 0 makes all tokens equally likely." }),
  optimizer: Type.Unsafe<{ readonly learningRate: number }>({
    ...options({ learningRate: Type.Number({ exclusiveMinimum: 0, default: 1 }) }),
    default: {},
    description: "Plain gradient descent.",
  }),
});

interface State {
  readonly version: number;
  readonly present: LogitRows;
  readonly published: LogitRows;
}

interface Collected {
  readonly context: Int32Array;
  readonly gradient: Float64Array;
}

/** A policy that is a table: a softmax over the next token for every prompt and prefix. Its expectations can be computed by enumeration. */
@injectable()
export class TabularPolicy implements Policy {
  private readonly initial: InitialLogits;
  private present: LogitTable;
  private published: LogitTable;
  private publications = 0;
  private collected = new Map<string, Collected>();

  constructor(
    @inject(Options) private readonly options: Static<typeof tabularOptions>,
    @inject(Tokenizer) private readonly tokenizer: Tokenizer,
    @inject(RandomStream) random: RandomStream,
  ) {
    this.initial = { deviation: options.initialDeviation, random };
    this.present = new LogitTable(tokenizer.vocabularySize, this.initial);
    this.published = this.present.clone();
  }

  get version(): number {
    return this.publications;
  }

  publish(): Promise<void> {
    this.published = this.present.clone();
    this.publications += 1;
    return Promise.resolve();
  }

  async *generate(requests: readonly GenerationRequest[], signal: AbortSignal): AsyncGenerator<Completion> {
    const [table, version] = [this.published, this.version];
    for (const [request, asked] of requests.entries()) {
      for (let sample = 0; sample < asked.samples; sample++) {
        if (signal.aborted) return;
        yield { request, version, ...generateCompletion(table, this.tokenizer, asked, sample) };
      }
    }
  }

  /** Every completion of a prompt that the present weights allow, with its probability. */
  completions(prompt: readonly number[], maxTokens: number): readonly WeightedCompletion[] {
    return enumerateCompletions(this.present, this.tokenizer, prompt, maxTokens);
  }

  score(batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
    return score(this.present, this.tokenizer.padToken, batch, want);
  }

  freeze(): Promise<Scorer> {
    const [table, padToken] = [this.present.clone(), this.tokenizer.padToken];
    return Promise.resolve({ score: (batch, want) => score(table, padToken, batch, want) });
  }

  async accumulate(batch: Batch, loss: Loss): Promise<Metrics> {
    const tokens = actionTokens(this.present, this.tokenizer.padToken, batch);
    const { gradients, metrics, loss: value } = await cotangents(loss, scoreTokens(tokens, batch, loss.wants), batch);
    for (const { place, context, taken, distribution } of tokens) {
      const ofToken = { logprob: gradients.logprobs?.[place] ?? 0, entropy: gradients.entropy?.[place] ?? 0 };
      this.collect(context, logitGradient(distribution, taken, ofToken, batch.temperature));
    }
    return { ...metrics, loss: value };
  }

  step(): Promise<Metrics> {
    const { learningRate } = this.options.optimizer;
    const squares = [...this.collected.values()].map(({ gradient }) => gradient.reduce((sum, value) => sum + value * value, 0));
    const gradientNorm = Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
    if (!Number.isFinite(gradientNorm)) return Promise.reject(gradientNotFinite());
    for (const { context, gradient } of this.collected.values()) {
      const logits = this.present.logits(context);
      this.present.set(
        context,
        logits.map((logit, token) => logit - learningRate * gradient[token]),
      );
    }
    this.collected = new Map();
    return Promise.resolve({ gradientNorm, learningRate });
  }

  snapshot(): Promise<Snapshot> {
    const json: State = { version: this.version, present: this.present.toRows(), published: this.published.toRows() };
    return Promise.resolve({ json });
  }

  restore({ json }: Snapshot): Promise<void> {
    const { version, present, published } = json as State;
    this.present = LogitTable.from(present, this.tokenizer.vocabularySize, this.initial);
    this.published = LogitTable.from(published, this.tokenizer.vocabularySize, this.initial);
    this.publications = version;
    this.collected = new Map();
    return Promise.resolve();
  }

  private collect(context: Int32Array, gradient: Float64Array): void {
    const key = context.join(" ");
    const before = this.collected.get(key);
    if (before === undefined) this.collected.set(key, { context, gradient });
    else gradient.forEach((value, token) => (before.gradient[token] += value));
  }
}

function score(table: LogitTable, padToken: number, batch: Batch, want: readonly OutputName[]): Promise<Outputs> {
  return Promise.resolve(scoreTokens(actionTokens(table, padToken, batch), batch, want));
}

function gradientNotFinite(): UserError {
  return new UserError("NUMBER_NOT_FINITE", "The gradient of the policy is not a finite number.", {
    place: { component: "policy tabular" },
    remedy: "Lower the learning rate, or mend the objective or its inputs.",
  });
}
