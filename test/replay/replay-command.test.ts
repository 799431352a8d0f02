import { expect } from "chai";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runLode } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";

const GOLDEN = [1, 2].map((number) => fileURLToPath(new URL(`../../fixtures/golden/batch-${number}.json`, import.meta.url)));
const CASE = { kind: "objective", name: "mine", component: { use: "reinforce" } };
const RECORDING = { batch: { mask: [[1, 1]], logprobs: [[-1, -2]], advantages: [2] }, cases: [CASE] };

/** A plugin of a third party, without anything to install. */
const PLUGIN = `import { definePlugin, objective } from "@lode/core";
export default definePlugin({ name: "@test/halved", core: "^0.1.0", components: [objective({ use: "halved", wants: ["logprobs"], needs: [],
  normalisers: () => ({}), loss: ({ logprobs }, { action }) => ({ loss: logprobs.mul(action).sum().div(2), metrics: {} }) })] });
`;

interface Line {
  readonly [key: string]: unknown;
  readonly file: string;
  readonly ok: boolean | null;
}

function lines(stdout: string): readonly Line[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

describe("lode replay", () => {
  const folder = new TemporaryFolder();

  it("prints one object a case of every file, in order", async () => {
    const { code, stdout, stderr } = await runLode("replay", ...GOLDEN, "--json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    const cases = GOLDEN.flatMap((file) =>
      (JSON.parse(readFileSync(file, "utf8")) as { cases: { kind: string; name: string }[] }).cases.map(({ kind, name }) => ({ file, kind, name, ok: true })),
    );
    const printed = lines(stdout);
    expect(printed.map(({ file, kind, name, ok }) => ({ file, kind, name, ok }))).to.deep.equal(cases);
    for (const line of printed) expect(line).to.have.all.keys("file", "kind", "name", "ok", "maxError", "computed");
  });

  it("ends with 1 if a case does not agree, and has told which", async () => {
    const wrong = { ...CASE, expected: { loss: 4 } };
    const file = folder.write("wrong.json", { ...RECORDING, cases: [wrong, CASE, { ...CASE, kind: "?" }, { ...CASE, expected: { loss: 3 } }] });
    const { code, stdout, stderr } = await runLode("replay", file, "--json");
    expect([code, stderr]).to.deep.equal([1, ""]);
    expect(lines(stdout).map(({ ok }) => ok)).to.deep.equal([false, null, false, true]);
    expect(lines(stdout)[2]).to.deep.include({ maxError: null, computed: null }).and.to.have.property("error");
    const text = await runLode("replay", file);
    expect([text.code, text.stderr]).to.deep.equal([1, ""]);
    expect(text.stdout)
      .to.match(/^DIFFERS .*wrong\.json {2}objective {2}mine {2}2\.5e\+3 of the tolerance\n +loss: 3, expected 4$/m)
      .and.match(/^computed /m)
      .and.contain('there is no kind "?"')
      .and.contain("4 cases: 1 agree, 2 do not, 1 expect nothing");
  });

  it("ends with 0 if none expects anything", async () => {
    const { code, stdout } = await runLode("replay", folder.write("fine.json", RECORDING), "--json");
    expect(code).to.equal(0);
    expect(lines(stdout)[0]).to.deep.include({ ok: null, maxError: null, computed: { loss: 3, gradient: [[-1, -1]] } });
  });

  it("knows the components of a named plugin", async () => {
    const plugin = new URL("halved.js", import.meta.url);
    const file = folder.write("theirs.json", { ...RECORDING, cases: [{ ...CASE, component: { use: "halved" }, expected: { loss: -1.5 } }] });
    expect((await runLode("replay", file, "--json")).code).to.equal(1);
    writeFileSync(plugin, PLUGIN);
    try {
      const { code, stdout } = await runLode("replay", file, "--plugin", fileURLToPath(plugin), "--json");
      expect([code, lines(stdout)[0].ok]).to.deep.equal([0, true]);
    } finally {
      rmSync(plugin);
    }
    expect((await runLode("replay", file, "--plugin", "@test/absent")).stderr).to.match(/^PLUGIN_NOT_FOUND/);
  });

  it("refuses wrong usage and what it cannot read, before it prints anything", async () => {
    const fine = folder.write("fine.json", RECORDING);
    folder.write("run/recipe.json", {});
    const refusals: readonly (readonly [words: readonly string[], code: string])[] = [
      [[], "USAGE"],
      [[fine, folder.at("absent.json")], "FILE_UNREADABLE"],
      [[fine, folder.write("broken.json", "{")], "JSON_INVALID"],
      [[fine, folder.write("other.json", { batch: {} })], "DATA_INVALID"],
      [[folder.at("run")], "USAGE"],
      [[fine, "--step", "1"], "USAGE"],
      [[folder.at("run"), "--against", fine], "USAGE"],
      [[folder.at("run"), fine, "--step", "1", "--against", fine], "USAGE"],
      [[folder.at("run"), "--step", "1", "--against", fine, "--plugin", "x"], "USAGE"],
      [[folder.at("nowhere"), "--step", "1", "--against", fine], "RUN_NOT_FOUND"],
    ];
    for (const [words, error] of refusals) {
      const { code, stdout, stderr } = await runLode("replay", ...words, "--json");
      expect([code, stdout, stderr.split(":")[0]], words.join(" ")).to.deep.equal([2, "", error]);
    }
  });

  it("has help with examples", async () => {
    expect((await runLode("replay", "--help")).stdout)
      .to.contain("Examples:")
      .and.contain("--against")
      .and.contain("--plugin")
      .and.contain("--json");
  });
});
