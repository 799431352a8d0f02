import { contractName } from "@lode/core";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { core } from "../recipe/core.js";
import { REPOSITORY } from "../recipes/tiny.js";

const LAWS = ["ratio-one-is-policy-gradient", "no-signal-no-gradient"];

describe("the laws of an objective", () => {
  it("that it does not declare stand in its plugin's README", async () => {
    const { Registry } = core("plugin/registry");
    const objectives = new Registry(await core("plugin/load-plugins").loadCatalogue())
      .list()
      .filter(({ definition }) => contractName(definition.contract) === "Objective");
    expect(objectives.length).to.be.at.least(7);
    for (const { definition, plugin } of objectives) {
      const readme = readFileSync(join(REPOSITORY, plugin.replace("@lode/", "plugins/"), "README.md"), "utf8");
      const paragraphs = readme.split("\n\n").filter((paragraph) => paragraph.includes(`\`${definition.use}\``));
      for (const law of LAWS)
        expect(
          paragraphs.some((paragraph) => paragraph.includes(law)),
          `${definition.use}: ${law}`,
        ).to.equal(true);
    }
  });
});
