/** With what a run was made. */
export interface Environment {
  /** Content hash of recipe, plugin versions and weights. */
  readonly hash?: string;
  /** The engine and its options. */
  readonly engine: string;
  /** Versions of core and plugins, by name. */
  readonly versions: Readonly<Record<string, string>>;
}
