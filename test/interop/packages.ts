import { expect } from "chai";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { inLanes } from "./in-lanes.js";
import { MANIFESTS, packPackages, ROOT, tarballName, type PackageManifest } from "./packed-packages.js";
import { runCommand, type Outcome } from "./run-command.js";

const ATTW = fileURLToPath(new URL("dist/index.js", import.meta.resolve("@arethetypeswrong/cli/package.json")));

/** `.` has types; a package of recipes has none. */
function isTyped({ exports }: PackageManifest): boolean {
  return "." in exports;
}

/** What the packages of Lode are like for those who install them. */
export function describePackages(folder: () => string): void {
  describe("the packages of Lode", () => {
    let checked: ReadonlyMap<PackageManifest, Promise<Outcome>>;

    before(async () => {
      await packPackages(folder());
      const typed = MANIFESTS.filter(isTyped);
      checked = inLanes(2, typed, (manifest) =>
        runCommand(process.execPath, [ATTW, "--profile", "esm-only", "--no-emoji", "--no-color", join(folder(), tarballName(manifest))], ROOT),
      );
    });

    for (const manifest of MANIFESTS) {
      const { name } = manifest;
      it(`${name} holds its README and no leftovers`, () => {
        const files = execFileSync("tar", ["-tzf", join(folder(), tarballName(manifest))], { encoding: "utf8" })
          .trim()
          .split("\n");
        expect(files).to.include.members(["package/package.json", "package/README.md"].slice(0, name === "@lode/core" ? 1 : 2));
        expect(files.filter((file) => /tsbuildinfo|\.test\.(js|ts)$|node_modules|\/runs\//.test(file))).to.deep.equal([]);
      });

      it(`${name} passes publint`, async () => {
        const content = readFileSync(join(folder(), tarballName(manifest)));
        const tarball = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength);
        const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
        expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).to.deep.equal([]);
      });

      if (isTyped(manifest)) {
        it(`${name} has types that everyone finds who imports it as a module (attw)`, async () => {
          const outcome = await checked.get(manifest);
          expect(outcome?.code, `${outcome?.stdout}${outcome?.stderr}`).to.equal(0);
          expect(outcome?.stdout).to.contain(`"${name}"`);
        });
      }
    }
  });
}
