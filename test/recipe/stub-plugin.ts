import {
  Advantage,
  Dataset,
  Objective,
  Policy,
  RewardModel,
  Sampler,
  Selection,
  Tokenizer,
  Tracker,
  Type,
  ValueModel,
  Verifier,
  component,
  componentListOption,
  componentOption,
  definePlugin,
  optimizerOptions,
  options,
  variants,
  weightsOption,
  type ComponentDefinition,
  type Contract,
} from "@lode/core";

const level = Type.Integer({ minimum: 1 });
const norm = options({ aggregation: Type.Literal("token-mean"), epsilon: Type.Number({ minimum: 0, default: 0.5 }) });
const fixed = options({ aggregation: Type.Literal("fixed-length"), maxTokens: Type.Integer({ minimum: 1, description: "Divides." }) });

/** A component of which only the declaration matters: composition constructs nothing. */
function stub<T>(contract: Contract<T>, use: string, more: Partial<ComponentDefinition<T>> = {}): ComponentDefinition<T> {
  return component(contract, { use, description: `${use}.`, create: { from: refuse }, ...more });
}

function refuse(): never {
  throw new Error("composition must not construct anything");
}

/** One small component of every kind. */
const stubPlugin = definePlugin({
  name: "@test/stub",
  core: "^0.1.0",
  components: [
    stub(Dataset, "numbers", { options: options({ levels: Type.Array(level, { minItems: 1, default: [1, 2] }), split: Type.Optional(Type.String()) }) }),
    stub(Tokenizer, "letters"),
    stub(Policy, "bare", {
      options: options({ width: Type.Integer({ minimum: 2, default: 8 }), initial: weightsOption(), optimizer: optimizerOptions({ learningRate: 0.25 }) }),
      gives: ["policy.logprobs"],
    }),
    stub(Policy, "rich", { gives: ["policy.logprobs", "policy.entropy"] }),
    stub(Sampler, "group", {
      options: options({ groupSize: Type.Integer({ minimum: 1, default: 4 }) }),
      gives: ({ groupSize }: { groupSize: number }) => [`group=${groupSize}`, "samplerLogprobs"],
    }),
    stub(Sampler, "single", { gives: ["group=1"] }),
    stub(Verifier, "fair"),
    stub(RewardModel, "outcome", { options: options({ scale: Type.Union([Type.Literal("signs"), Type.Literal("bits")], { default: "signs" }) }) }),
    stub(RewardModel, "sum", { options: options({ rewards: componentListOption(RewardModel) }) }),
    stub(RewardModel, "token", {
      options: options({ reward: componentOption(RewardModel, { default: { use: "outcome" } }) }),
      conflicts: ["values"],
    }),
    stub(ValueModel, "zero"),
    stub(Advantage, "plain", { needs: ["rewards"] }),
    stub(Advantage, "rloo", { needs: ["rewards", "group>=2"] }),
    stub(Advantage, "gae", { needs: ["rewards", "values"], gives: ["returns"] }),
    stub(Selection, "all"),
    stub(Objective, "reinforce", {
      options: variants("aggregation", [norm, fixed]),
      needs: ["advantages", "policy.logprobs"],
      explain: ({ aggregation }: { aggregation: string }) => [`Normalisation: ${aggregation}.`],
    }),
    stub(Objective, "entropic", { options: options({ entropy: Type.Number({ default: 0 }) }), needs: entropicNeeds }),
    stub(Objective, "corrected", { needs: ["samplerLogprobs"] }),
    stub(Tracker, "memory", {
      options: options({ rollouts: Type.Integer({ minimum: 0, default: 2 }), head: Type.Optional(options({ lines: Type.Integer({ default: 1 }) })) }),
    }),
  ],
});

function entropicNeeds({ entropy }: { entropy: number }): readonly string[] {
  return entropy > 0 ? ["policy.logprobs", "policy.entropy"] : ["policy.logprobs"];
}

export default stubPlugin;
