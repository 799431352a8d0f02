import "reflect-metadata";
export { Advantage, type Advantages } from "./contracts/advantage.js";
export {
  type Batch,
  type ColumnName,
  type Columns,
  type Loss,
  type LossValue,
  type OutputName,
  type Outputs,
  type RowColumns,
  type TensorBatch,
  type TensorBatchBase,
  type TensorOutputs,
  type TokenColumns,
} from "./contracts/batch.js";
export { Clock } from "./contracts/clock.js";
export { type Component, type Snapshot, type TensorData } from "./contracts/component.js";
export { contract, contractName, inject, injectable, type Contract } from "./contracts/contract.js";
export { Dataset, type StoredProblem } from "./contracts/dataset.js";
export { Engine, type EngineReport } from "./contracts/engine.js";
export { ERROR_CODES, type ErrorCode } from "./contracts/error-codes.js";
export { type EvaluationResult } from "./contracts/evaluation.js";
export { type Learner, type Scorer } from "./contracts/learner.js";
export { type MetricDeclaration, type MetricDeclarations, type Metrics } from "./contracts/metrics.js";
export { Objective, type Normalisers } from "./contracts/objective.js";
export { Options } from "./contracts/options.js";
export { type OptimizerOptions } from "./contracts/optimizer-options.js";
export { Policy, type Completion, type GenerationRequest, type ScalarOptions } from "./contracts/policy.js";
export { type Draw, type Message, type Problem } from "./contracts/problem.js";
export { type Progress } from "./contracts/progress.js";
export { RandomStream } from "./contracts/random-stream.js";
export { RewardModel, type Rewards } from "./contracts/reward-model.js";
export { type Group, type Rollout, type StopReason } from "./contracts/rollout.js";
export { type RunInfo } from "./contracts/run-info.js";
export { RunStore } from "./contracts/run-store.js";
export { Sampler } from "./contracts/sampler.js";
export { Selection } from "./contracts/selection.js";
export { Terminal } from "./contracts/terminal.js";
export { Tokenizer } from "./contracts/tokenizer.js";
export { Tracker, type PhaseProgress, type RolloutRecord, type StepRecord, type Summary } from "./contracts/tracker.js";
export { UserError, type ErrorPlace } from "./contracts/user-error.js";
export { ValueModel } from "./contracts/value-model.js";
export { type Verdict } from "./contracts/verdict.js";
export { Verifier, type Attempt, type TimedVerdict } from "./contracts/verifier.js";
export { type WeightsSource } from "./contracts/weights-source.js";
export { component, type Capability, type ComponentDefinition } from "./plugin/component-definition.js";
export { definePlugin, type PluginDefinition } from "./plugin/plugin-definition.js";
export { objective, type ObjectiveShortcut } from "./plugin/objective-shortcut.js";
export { verifier } from "./plugin/verifier-shortcut.js";
export { abstain, correct, incorrect } from "./plugin/verdicts.js";
export { reward, type RewardedRow } from "./plugin/reward-shortcut.js";
export { advantage, type AdvantageShortcut } from "./plugin/advantage-shortcut.js";
export { selection, type SelectionShortcut } from "./plugin/selection-shortcut.js";
export { physicalCores } from "./plugin/physical-cores.js";
export { optimizerOptions } from "./plugin/optimizer-schema.js";
export { Type, componentListOption, componentOption, fileOption, options, variants, weightsOption, type Static } from "./plugin/options-schema.js";
export { cotangents, type Cotangents } from "./trainer/cotangents.js";
export { expressionText } from "./trainer/expression-text.js";
export { tensorBatch } from "./trainer/tensor-batch.js";
export { comparableWords } from "./trainer/comparable-words.js";
export { problemText } from "./trainer/problem-text.js";
export { randomStream } from "./trainer/random-stream.js";
export { splitOf } from "./trainer/split-of.js";
export { assertLength } from "./math/assert-length.js";
export { aggregate, aggregationDivisor, type Aggregation } from "./math/aggregate.js";
export { aggregationInWords } from "./math/aggregation-in-words.js";
export { clipInWords, clippedSurrogateInWords } from "./math/clip-in-words.js";
export { clippedPolicyLoss } from "./math/clipped-policy-loss.js";
export { clippedSurrogate, type ClipOptions, type ClippedSurrogate } from "./math/clipped-surrogate.js";
export { column } from "./math/column.js";
export { compiled, type CompileSettings, type TensorFunction } from "./math/compiled.js";
export { correctionWeights, type Correction } from "./math/correction-weights.js";
export { fusedKernel, type FusedKernel } from "./math/fused-kernel.js";
export { generalisedAdvantages, type Discount } from "./math/generalised-advantages.js";
export { groupRelative, leaveOneOut, lengthWeightedBaseline, type GroupScale } from "./math/group-baselines.js";
export { importanceRatio } from "./math/importance-ratio.js";
export { klEstimate, type KlEstimator } from "./math/kl-estimator.js";
export { laneArray, OwnArray, type LaneArray, type LaneStretch, type Move } from "./math/lane-array.js";
export { lanes } from "./math/lanes.js";
export { learningRate } from "./math/learning-rate.js";
export { majorityAtK, type Vote } from "./math/majority-at-k.js";
export { mapGroups } from "./math/map-groups.js";
export { moments } from "./math/moments.js";
export { passAtK } from "./math/pass-at-k.js";
export { passAtOne } from "./math/pass-at-one.js";
export {
  policyLoss,
  policyLossNormalisers,
  tokenShare,
  type PolicyLossInputs,
  type PolicyLossNormalisers,
  type PolicyLossOptions,
} from "./math/policy-loss.js";
export { policyLossInWords } from "./math/policy-loss-in-words.js";
export { readInto, type ReadTarget } from "./math/read-into.js";
export { rowRewards } from "./math/row-rewards.js";
export { rowTokenCounts } from "./math/row-token-counts.js";
export { shapeStride } from "./math/shape-stride.js";
export { spreadOverTokens } from "./math/spread-over-tokens.js";
export { whiten } from "./math/whiten.js";
export {
  aggregationOptions,
  clipFractionMetric,
  clipProperties,
  klEstimatorOption,
  klMetric,
  policyLossNeeds,
  policyLossProperties,
  policyLossWants,
} from "./plugin/objective-options.js";
export { train, resume, type TrainEvent, type TrainResult, type TrainSettings } from "./cli/train.js";
export { evaluateModel as evaluate, type ModelEvaluation, type SetEvaluation } from "./cli/evaluate-model.js";
export { suiteHost, type SuiteHost } from "./cli/suite-host.js";
export { replaceAt } from "./recipe/replace-at.js";
export { recipeContents, type RecipeContents } from "./cli/recipe-contents.js";
export { diffRecipes, type Difference } from "./recipe/diff-recipes.js";
export { readOptions } from "./recipe/read-options.js";
export { compose, type ComposeSettings, type Composition } from "./recipe/compose.js";
export { accumulateBatch } from "./trainer/accumulate-batch.js";
export { judge } from "./trainer/judge.js";
export { rowParts } from "./trainer/row-parts.js";
export { tensorOutputs } from "./trainer/cotangents.js";
export { printable } from "./plugin/printable.js";
