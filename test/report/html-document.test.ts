import { createHash } from "node:crypto";
import { pathToFileURL } from "node:url";
import { readRun, runPage, type RunData } from "@lode/report";
import { expect } from "chai";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { pageModule } from "./page-modules.js";
import { decode, MARKUP, writeRun } from "./run-fixture.js";

const { embeddedJson } = pageModule("html/embedded-json");
const { linkedModules } = pageModule("html/linked-modules");

describe("the page of a run", () => {
  const folder = new TemporaryFolder();
  let data: RunData;
  let page: string;

  before(() => {
    writeRun(folder.at("run"), { steps: 2, rollouts: 3 });
    data = readRun(folder.at("run"), "run", { declarations: {}, decode, explanation: {}, notes: [] });
    page = runPage(data);
  });

  it("carries its data as JSON that reads back the same", () => {
    const [, json] = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json)).to.deep.equal(JSON.parse(JSON.stringify(data)));
  });

  it("has no element that a model wrote", () => {
    expect(data.rollouts[0].rollouts[1].text).to.equal(MARKUP);
    expect(page).not.to.contain("<img").and.not.to.contain("<b>");
    expect(page.match(/<script/g)).to.have.length(4);
  });

  it("allows its own scripts and style by their hashes, and nothing else", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? "";
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const scripts = [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, text]) => hash(text));
    const [style] = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, text]) => hash(text));
    expect(scripts).to.have.length(3);
    expect(policy)
      .to.contain("default-src 'none'")
      .and.contain(`script-src ${scripts.join(" ")};`)
      .and.contain(`style-src ${style};`)
      .and.contain("connect-src 'none'");
  });

  it("may listen to its own server where it is live", () => {
    const live = runPage(data, { live: { events: "/events?run=a" } });
    expect(live).to.contain("connect-src 'self'").and.contain('"live":{"events":"/events?run=a"}');
  });
});

describe("embedded JSON", () => {
  it("cannot end its element, and reads back the same", () => {
    const value = { text: `</script><!--<script>\u2028${MARKUP}` };
    expect(embeddedJson(value)).not.to.match(/[<\u2028\u2029]/);
    expect(JSON.parse(embeddedJson(value))).to.deep.equal(value);
  });
});

describe("linked modules", () => {
  const folder = new TemporaryFolder();

  it("run as one script, each with names of its own, after those that they import", async () => {
    folder.write(
      "a.js",
      'import { twice as double } from "./b.js";\nimport { three } from "./c.js";\nconst local = 1;\nglobalThis.linked = double(three) + local;\nexport {};\n',
    );
    folder.write("b.js", 'import { three } from "./c.js";\nconst local = 2;\nexport function twice(x) { return local * x + three - three; }\n');
    folder.write("c.js", "export const three = 3;\n//# sourceMappingURL=c.js.map");
    const file = folder.write("linked.cjs", linkedModules(folder.path, "a.js"));
    await import(pathToFileURL(file).href);
    expect((globalThis as { linked?: number }).linked).to.equal(7);
    delete (globalThis as { linked?: number }).linked;
  });

  it("refuse a cycle, and a form of import that they do not know", () => {
    folder.write("d.js", 'import { e } from "./e.js";\n');
    folder.write("e.js", 'import { d } from "./d.js";\nexport const e = 1;\n');
    expect(() => linkedModules(folder.path, "d.js")).to.throw("a cycle");
    folder.write("f.js", 'import * as all from "./c.js";\n');
    expect(() => linkedModules(folder.path, "f.js")).to.throw("not understood");
  });
});
