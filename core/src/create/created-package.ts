export interface CreateSettings {
  /** The folder to write; by default the package's short name in the working directory. */
  readonly out?: string;
}

export interface CreatedPackage {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** Paths in the folder, sorted. */
  readonly files: readonly string[];
}
