import type * as Plot from "@observablehq/plot";

/** Observable Plot, which an earlier script of the page defines. */
export const plotLibrary = (globalThis as unknown as { readonly Plot: typeof Plot }).Plot;
