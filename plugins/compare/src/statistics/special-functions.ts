import cephes from "cephes";

await cephes.compiled;

/** Special functions of Cephes (Moshier 1989, "Methods and Programs for Mathematical Functions"), compiled; ready once this module is imported. */
export const specialFunctions = {
  /** The regularised incomplete beta function I_x(a, b), a and b positive, x in [0,1]. */
  incompleteBeta: (a: number, b: number, x: number): number => cephes.incbet(a, b, x),
  /** The x with I_x(a, b) = share, share in [0,1]. */
  incompleteBetaInverse: (a: number, b: number, share: number): number => cephes.incbi(a, b, share),
  /** The x with Q(a, x) = share, where Q is the regularised upper incomplete gamma function; share in (0,1]. */
  upperGammaInverse: (a: number, share: number): number => cephes.igami(a, share),
  /** log Γ(x), x positive. */
  logGamma: (x: number): number => cephes.lgam(x),
  /** The standard normal distribution function. */
  normal: (x: number): number => cephes.ndtr(x),
} as const;
