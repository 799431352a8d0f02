import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));

/** Paths of the files that git tracks, or would with `git add .`, relative to the root. */
export function repositoryFiles(): readonly string[] {
  // A checkout that belongs to another user is read all the same.
  const listed = execFileSync("git", ["-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: repositoryRoot,
    encoding: "utf8",
  });
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(repositoryRoot, path)));
}
