import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFiles, repositoryRoot } from "./repository-files.js";

const TOP_LEVEL = [
  ...[".c8rc.json", ".ci", ".dependency-cruiser.cjs", ".gitignore", ".mocharc.json", ".npmrc", ".prettierignore"],
  ...["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md"],
  ...["core", "plugins", "recipes", "test"],
  ...["eslint.config.js", "knip.json", "lerna.json", "package-lock.json", "package.json", "prettier.config.js", "tsconfig.base.json", "tsconfig.json"],
];

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.d)?\.(ts|js|cjs)$/;
const VAGUE = /(^|-)(utils?|helpers?|common|misc|shared)(-|\.)/;

/** A folder of somebody's machine. */
const MACHINE_PATH = /(?<![\w.~})\]-])\/(work|home|root|tmp|Users)\/\w/;
/** Whence somebody's npm fetched a package. */
const REGISTRY = /registry\.(npmjs|yarnpkg|npmmirror)|"resolved": *"[a-z+]+:|_auth(Token)? *=|^ *registry *=/m;

function withMatch(files: readonly string[], forbidden: RegExp): string[] {
  return files.flatMap((file) => {
    const match = forbidden.exec(readFileSync(join(repositoryRoot, file), "utf8"));
    return match ? [`${file}: ${match[0]}`] : [];
  });
}

describe("the repository", () => {
  const files = repositoryFiles();
  const sources = files.filter((file) => /^(core|plugins|test)\/.*\.(ts|js|cjs)$/.test(file) && !file.startsWith("test/fixtures/"));

  it("has no top-level entry that nobody decided on", () => {
    const entries = new Set(files.map((file) => file.split("/")[0]));
    expect([...entries].filter((entry) => !TOP_LEVEL.includes(entry))).to.deep.equal([]);
  });

  it("names its sources in kebab case, and none of them for what has no name", () => {
    expect(sources).not.to.deep.equal([]);
    const names = sources.map((file) => ({ file, name: file.slice(file.lastIndexOf("/") + 1) }));
    expect(names.filter(({ name }) => !KEBAB_CASE.test(name) || VAGUE.test(name)).map(({ file }) => file)).to.deep.equal([]);
  });

  it("holds no path of a machine and no registry", () => {
    expect(withMatch(files, MACHINE_PATH)).to.deep.equal([]);
    expect(withMatch(files, REGISTRY)).to.deep.equal([]);
  });

  it("would see a path of a machine and a registry", () => {
    for (const folder of ["work", "home", "root", "tmp", "Users"]) expect(`read("/${folder}/x")`).to.match(MACHINE_PATH);
    for (const fine of ["https://example.org/work/x", "node_modules/home/x", "../tmp/x", "</home/>"]) expect(fine).not.to.match(MACHINE_PATH);
    const pieces = [
      ["registry", ".npmjs.org"],
      ['"resolved":', ' "https://mirror/x.tgz"'],
      ["registry", "=https://mirror"],
      ["//mirror/:_authToken", "=x"],
    ];
    for (const place of pieces) expect(place.join("")).to.match(REGISTRY);
    expect('"resolved": "plugins/oreal", "link": true').not.to.match(REGISTRY);
  });
});
