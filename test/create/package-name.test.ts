import { expect } from "chai";
import { failureOf } from "../recipe/failure-of.js";
import { core } from "./core.js";

const { packageName } = core("create/package-name");

describe("packageName", () => {
  for (const [text, short] of [
    ["brief-reward", "brief-reward"],
    ["@acme/lode-brief", "lode-brief"],
    ["@a/b", "b"],
    ["x2._-", "x2._-"],
    ["a".repeat(214), "a".repeat(214)],
  ]) {
    it(`takes ${text.slice(0, 30)}`, () => {
      expect(packageName(text)).to.deep.equal({ full: text, short });
    });
  }

  const refused = ["", " ", "Brief", "2brief", ".brief", "_brief", "brief reward", "a/b", "../a", "@acme/", "@/a", "@acme/b/c", "@acme/.a", "a\n", "é"];
  for (const text of [...refused, "a".repeat(215), "node_modules", "favicon.ico", "@acme/node_modules"]) {
    it(`refuses ${JSON.stringify(text.slice(0, 30))}`, async () => {
      const { code, message, remedy } = await failureOf(() => packageName(text));
      expect(code).to.equal("USAGE");
      expect(message).to.equal(`${JSON.stringify(text)} is no name for a package`);
      expect(remedy).to.contain("brief-reward");
    });
  }

  it("refuses Lode's own scope", async () => {
    const { code, message, remedy } = await failureOf(() => packageName("@lode/brief"));
    expect([code, message]).to.deep.equal(["USAGE", '"@lode/brief" belongs to Lode']);
    expect(remedy).to.contain("@acme/brief");
  });
});
