import { contract } from "./contract.js";

/**
 * Injects a component's own options: validated, with defaults filled in. Nested components are instances there,
 * and `initial` weights are a `WeightsSource`. The parameter's type is the `Static` of the component's schema.
 */
export const Options = contract<unknown>("Options");
