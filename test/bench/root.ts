import { fileURLToPath } from "node:url";

/** The repository, from where this file is built. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
