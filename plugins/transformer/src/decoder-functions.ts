import { compiled, type TensorFunction } from "@lode/core";
import type { Architecture } from "./architecture.js";
import { decodingStep, growingInputs } from "./decoding-step.js";
import { prefill } from "./prefill.js";

/** What a decoder of an architecture runs. Made once, for all weights. */
export interface DecoderFunctions {
  readonly prefill: TensorFunction;
  /** Where all rows see all slots. */
  readonly step: TensorFunction;
  readonly maskedStep: TensorFunction;
}

export function decoderFunctions(architecture: Architecture): DecoderFunctions {
  return {
    prefill: compiled(prefill(architecture)),
    step: compiled(decodingStep(architecture, false), { growing: growingInputs(architecture, false) }),
    maskedStep: compiled(decodingStep(architecture, true), { growing: growingInputs(architecture, true) }),
  };
}
