import { FilesDataset, type FilesOptions } from "@lode/files";
import { randomStream } from "@lode/core";

const DEFAULTS = {
  ...{ layout: "lode", prompt: { style: "text", template: "{question}\n" }, invalid: "error" },
  ...{ deduplicate: true, skip: 0, shuffle: true },
};

/** Options as a recipe's, with defaults. */
export type Given = Readonly<Partial<Record<string, unknown>>> & { readonly paths: readonly string[] };

/** Opens a data set, looks at it, and closes it. */
export async function openedDataset<Seen>(given: Given, look: (dataset: FilesDataset) => Promise<Seen> | Seen, seed = 1): Promise<Seen> {
  const dataset = new FilesDataset({ ...DEFAULTS, ...given } as unknown as FilesOptions, randomStream(seed));
  try {
    await dataset.start();
    return await look(dataset);
  } finally {
    await dataset.dispose();
  }
}
