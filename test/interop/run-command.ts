import { execFile } from "node:child_process";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm run` tells its script about the package that it runs in, and what would send another npm there. */
const OF_NPM_RUN = /^(npm_lifecycle_|npm_package_|npm_config_local_prefix$|INIT_CWD$)/;
const TEN_MINUTES = 600_000;

/** Runs a program in a folder, as somebody would from a shell there; `variables` come on top of the environment's. */
export function runCommand(program: string, words: readonly string[], directory: string, variables: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const inherited = Object.entries(process.env).filter(([name]) => !OF_NPM_RUN.test(name));
  const env = { ...Object.fromEntries(inherited), ...variables };
  return new Promise((resolve) => {
    execFile(program, words, { cwd: directory, env, maxBuffer: 1 << 28, timeout: TEN_MINUTES }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : 1;
      resolve({ code, stdout, stderr: error !== null && stderr === "" ? error.message : stderr });
    });
  });
}

/** The same, and an Error with what it printed where it fails. */
export async function mustRun(
  program: string,
  words: readonly string[],
  directory: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const outcome = await runCommand(program, words, directory, variables);
  if (outcome.code === 0) return outcome;
  throw new Error(`${program} ${words.join(" ")} ended with ${outcome.code}\n${outcome.stdout.slice(-4000)}\n${outcome.stderr.slice(-4000)}`);
}
