/** How far an estimate scatters: estimate ± t_ν·SE. */
export interface Spread {
  readonly standardError: number;
  /** ν, which need not be whole. */
  readonly degrees: number;
}
