import { expect } from "chai";
import { core } from "./core.js";

const { templateFiles } = core("create/template-files");

describe("templateFiles", () => {
  const values = { name: "@acme/brief", about: "About.\n" };

  it("names the files as they are in a package", () => {
    expect([...templateFiles("plugin/common", values).keys()]).to.deep.equal(["README.md", ".gitignore", ".npmrc", "tsconfig.json"]);
    expect([...templateFiles("project", { ...values, use: "brief", core: "1.2.3" }).keys()]).to.include("plugins/brief-reward.js");
  });

  it("fills in values and nothing else", () => {
    const readme = templateFiles("plugin/common", { ...values, about: "{{use}} $& $1\n" }).get("README.md");
    expect(readme).to.match(/^# @acme\/brief\n\n\{\{use\}\} \$& \$1\n/);
  });

  it("refuses a placeholder that has no value", () => {
    expect(() => templateFiles("plugin/common", { name: "a" })).to.throw(RangeError, "{{about}}");
  });
});
