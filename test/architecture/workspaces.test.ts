import { expect } from "chai";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "./repository-files.js";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly [dependencies: `${string}ependencies`]: Readonly<Record<string, string>> | undefined;
}

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const DEPENDENCIES = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"] as const;

const plugins = readdirSync(join(repositoryRoot, "plugins"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `plugins/${name}`);

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(repositoryRoot, path), "utf8"));
}

function manifest(folder: string): Manifest {
  return read(`${folder}/package.json`) as Manifest;
}

describe("the workspaces", () => {
  const root = manifest(".");

  it("lock every optional dependency: npm leaves out what its registry lacks, and npm ci then refuses the lock file", () => {
    const { packages } = read("package-lock.json") as { packages: Readonly<Record<string, Pick<Manifest, "optionalDependencies">>> };
    const locked = new Set(Object.keys(packages).map((place) => place.split("node_modules/").at(-1)));
    const named = Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}));
    expect(named.filter((name) => !locked.has(name))).to.deep.equal([]);
  });

  for (const folder of [".", "core", "recipes", ...plugins]) {
    it(`${folder} pins exact versions`, () => {
      const loose = DEPENDENCIES.flatMap((kind) => Object.entries(manifest(folder)[kind] ?? {})).filter(([, version]) => !EXACT.test(version));
      expect(loose).to.deep.equal([]);
    });

    it(`${folder} has the root's version and licence`, () => {
      const { version, license } = manifest(folder);
      expect({ version, license }).to.deep.equal({ version: root.version, license: "MIT" });
    });
  }

  for (const folder of ["core", ...plugins]) {
    it(`${folder} names the Node.js that it runs on`, () => {
      expect(manifest(folder).engines).to.deep.equal(root.engines);
    });

    it(`${folder} is built by tsc -b`, () => {
      const { references } = read("plugins/tsconfig.json") as { references: readonly { path: string }[] };
      const { references: ofTests } = read("test/tsconfig.json") as { references: readonly { path: string }[] };
      expect(references).to.deep.include({ path: folder === "core" ? "../core" : folder.replace("plugins/", "./") });
      expect(ofTests).to.deep.include({ path: `../${folder}` });
    });
  }

  for (const folder of plugins) {
    it(`${folder} shares core and TensorFlow.js with whoever installs it`, () => {
      const { peerDependencies, dependencies, name } = manifest(folder);
      expect(name).to.equal(folder.replace("plugins/", "@lode/"));
      expect(peerDependencies).to.include({ "@lode/core": root.version, "@tensorflow/tfjs": manifest("core").peerDependencies?.["@tensorflow/tfjs"] });
      expect(Object.keys(dependencies ?? {})).not.to.include.members(["@lode/core", "@tensorflow/tfjs"]);
    });

    it(`${folder} has a README`, () => {
      expect(existsSync(join(repositoryRoot, folder, "README.md"))).to.equal(true);
    });
  }
});
