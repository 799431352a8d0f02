import type { RunProgram } from "./run-program.js";
import { setupFailure } from "./setup-failure.js";
import type { Variant } from "./variant.js";

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  /** Version of the GNU C library; undefined where there is another. */
  readonly glibc: string | undefined;
}

export function thisMachine(): Machine {
  const { header } = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
  return { platform: process.platform, arch: process.arch, glibc: header.glibcVersionRuntime };
}

interface Requirement {
  readonly program: string;
  readonly words: readonly string[];
  readonly what: string;
  readonly remedy: string;
}

const REQUIREMENTS: readonly Requirement[] = [
  { program: "npm", words: ["--version"], what: "npm", remedy: "Install Node.js together with npm." },
  {
    program: "python3",
    words: ["-m", "pip", "--version"],
    what: "Python with pip, which fetches the library",
    remedy: "Install them, on Debian or Ubuntu `apt install python3-pip`, elsewhere `python3 -m ensurepip`. Any Python 3.8 or newer will do.",
  },
  {
    program: "g++",
    words: ["--version"],
    what: "g++, which compiles the binding",
    remedy: "Install it, on Debian or Ubuntu `apt install g++`, on Fedora `dnf install gcc-c++`.",
  },
];

const GPU: Requirement = {
  program: "nvidia-smi",
  words: ["-L"],
  what: "an NVIDIA GPU with its driver (nvidia-smi finds none)",
  remedy: "Install NVIDIA's driver 525 or newer, or leave --gpu out.",
};

/** Throws ENGINE_UNAVAILABLE where the machine is not one that the wheels are for, or lacks a program: the first that is missing. */
export async function assertMachine({ engine }: Variant, { platform, arch, glibc }: Machine, run: RunProgram): Promise<void> {
  if (platform !== "linux" || arch !== "x64" || glibc === undefined) {
    const where = `${platform} ${arch}${platform === "linux" && glibc === undefined ? " without the GNU C library" : ""}`;
    throw setupFailure(
      `the library is fetched for Linux on x64 with the GNU C library, and this is ${where}`,
      "Use another engine here: `lode doctor` shows which load.",
    );
  }
  for (const { program, words, what, remedy } of engine === "tensorflow-gpu" ? [GPU, ...REQUIREMENTS] : REQUIREMENTS) {
    if ((await run({ program, words, directory: "." })).status !== 0) throw setupFailure(`the setup of ${engine} needs ${what}`, remedy);
  }
}
