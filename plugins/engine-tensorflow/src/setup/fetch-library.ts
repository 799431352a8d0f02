import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { mustRun } from "./must-run.js";
import type { RunProgram } from "./run-program.js";
import type { Variant } from "./variant.js";

/** Unpacks of every wheel in folder 1, into folder 2, the libraries, the headers that the binding includes, and licences. */
const UNPACK = `
import glob, sys, zipfile
KEPT = ("tensorflow/libtensorflow", "tensorflow/THIRD_PARTY", "tensorflow/include/tensorflow/c/", "tensorflow/include/tensorflow/core/platform/ctstring",
        "tensorflow/include/tsl/c/", "tensorflow/include/tsl/platform/ctstring")
for wheel in glob.glob(sys.argv[1] + "/*.whl"):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(sys.argv[2], [name for name in names if name.startswith(KEPT) or "/lib/" in name and name.startswith("nvidia/") or ".dist-info/L" in name])
`;

/** The wheels are for Python 3.11; no Python runs them, so any pip may fetch them. */
const DOWNLOAD = ["-m", "pip", "download", "--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary=:all:", "--python-version", "3.11"];

/**
 * Fetches the native library into a folder laid out as Python's site-packages are, in which the libraries find one another. The folder appears whole or not
 * at all; one that is there is left alone.
 */
export async function fetchLibrary({ wheels }: Variant, library: string, run: RunProgram): Promise<void> {
  if (existsSync(library)) return;
  const partial = `${library}.partial`;
  const fetched = join(partial, "wheels");
  await rm(partial, { recursive: true, force: true });
  await mkdir(fetched, { recursive: true });
  try {
    await mustRun(
      run,
      { program: "python3", words: [...DOWNLOAD, "--require-hashes", "--requirement", wheels, "--dest", fetched], directory: partial, shown: true },
      "Mend what pip names, mostly the connection or its settings for the package index, and run the setup again.",
    );
    const words = ["-c", UNPACK, fetched, partial];
    await mustRun(run, { program: "python3", words, directory: partial }, "Make room on the disk if it is full, and run the setup again.");
    await rm(fetched, { recursive: true });
    await rename(partial, library);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
