import {
  Options,
  Policy,
  RandomStream,
  RewardModel,
  Tokenizer,
  Verifier,
  component,
  inject,
  injectable,
  randomStream,
  type ComponentDefinition,
  type Contract,
} from "@lode/core";
import { core } from "../recipe/core.js";

type Constructor = typeof import("../../core/src/plugin/run-container.js").RunContainer;

type Blueprint = ConstructorParameters<Constructor>[0][number];
type Environment = ConstructorParameters<Constructor>[2];

/** What happened, in order: "tokenizer constructed", "policy started". */
export class Journal {
  readonly entries: string[] = [];
  /** Options are copied, functions are not. */
  readonly write = (entry: string): void => void this.entries.push(entry);

  of(phase: string): readonly string[] {
    return this.entries.filter((entry) => entry.endsWith(` ${phase}`)).map((entry) => entry.slice(0, -phase.length - 1));
  }
}

/** The options of a test's component: what to write, and where it must fail. */
export interface Given {
  readonly name: string;
  readonly write: Journal["write"];
  readonly fails?: "construction" | "start" | "disposal";
  readonly reward?: unknown;
  readonly rewards?: unknown;
}

class Recorded {
  readonly given: Given;

  constructor(options: unknown) {
    this.given = options as Given;
    this.happens("construction", "constructed");
  }

  async start(): Promise<void> {
    this.happens("start", "started");
  }

  async dispose(): Promise<void> {
    this.happens("disposal", "disposed");
  }

  private happens(phase: Given["fails"], done: string): void {
    if (this.given.fails === phase) throw new Error(`no ${phase} today`);
    this.given.write(`${this.given.name} ${done}`);
  }
}

@injectable()
export class Letters extends Recorded {
  constructor(@inject(Options) options: unknown) {
    super(options);
  }
}

@injectable()
export class Speaker extends Recorded {
  constructor(
    @inject(Options) options: unknown,
    @inject(Tokenizer) readonly tokenizer: Tokenizer,
    @inject(RandomStream) readonly random: RandomStream,
  ) {
    super(options);
  }
}

@injectable()
export class Judge extends Recorded {
  constructor(
    @inject(Options) options: unknown,
    @inject(Policy) readonly policy: Policy,
    @inject(Tokenizer) readonly tokenizer: Tokenizer,
    @inject(RandomStream) readonly random: RandomStream,
  ) {
    super(options);
  }
}

/** Needs what needs it. */
@injectable()
export class Circular extends Recorded {
  constructor(
    @inject(Options) options: unknown,
    @inject(Verifier) readonly verifier: Verifier,
  ) {
    super(options);
  }
}

/** The slots that the fixtures know. */
const SLOTS: ReadonlyMap<Contract<unknown>, string> = new Map<Contract<unknown>, string>([
  [Tokenizer, "/tokenizer"],
  [Policy, "/policy"],
  [Verifier, "/verifier"],
  [RewardModel, "/rewardModel"],
]);

export function blueprint(pointer: string, create: unknown, options: object): Blueprint {
  const definition = component(Verifier, { use: pointer.slice(1), description: "", create: create as ComponentDefinition<Verifier>["create"] });
  return { definition, plugin: "@test/container", pointer, options: options as Blueprint["options"] };
}

export function container(blueprints: readonly Blueprint[], changes: Partial<Environment> = {}): InstanceType<Constructor> {
  const { RunContainer } = core("plugin/run-container");
  const nothing = {} as never;
  return new RunContainer(blueprints, SLOTS, { store: nothing, clock: nothing, terminal: nothing, random: randomStream(3), weights: new Map(), ...changes });
}
