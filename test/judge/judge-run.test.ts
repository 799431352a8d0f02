import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnLode, type Outcome } from "../cli/run-lode.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { comparableMetrics } from "../recipes/read-run.js";
import { RECIPES } from "../recipes/recipe-files.js";
import { TINY } from "../recipes/tiny.js";
import { ChatServer, cuts, refuses, says, writes, type Reply } from "./chat-server.js";

const KEY = "sk-a-secret-that-nobody-may-see";
const VARIABLE = "LODE_TEST_JUDGE_KEY";

/** A judge whose verdict depends on what it is shown. */
const byLength: Reply = (response, received) => says(received.body.messages[0].content.length % 2 === 0 ? "A" : "B")(response, received);
const contrary: Reply = (response, received) => says(received.body.messages[0].content.length % 2 === 0 ? "B" : "A")(response, received);

describe("a run with a judge", function () {
  this.timeout(60_000);
  const server = new ChatServer();
  const folder = new TemporaryFolder();

  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => (process.env[VARIABLE] = KEY));
  afterEach(() => {
    Reflect.deleteProperty(process.env, VARIABLE);
  });

  /** Runs of one model share what it has answered. */
  function train(out: string, model: string): Promise<Outcome> {
    const asked = { use: "judge", url: server.url, model, keyVariable: VARIABLE, retries: 1, backoffSeconds: 0 };
    const verifier = JSON.stringify({ use: "chain", verifiers: [{ use: "exact" }, asked], escalate: ["incorrect"] });
    const set = [
      ...TINY,
      'plugins=["@lode/judge"]',
      `verifier=${verifier}`,
      'trackers=[{"use":"console"},{"use":"jsonl"}]',
      "sampler.maxTokens=16",
      "training.unsettledLimit=1",
    ];
    const words = set.flatMap((value) => ["--set", value]);
    return spawnLode(["train", join(RECIPES, "arithmetic/base.json"), "--out", out, "--debug", ...words], folder.path);
  }

  it("trains on its verdicts, and gives the same numbers when it is repeated, whatever the judge says by then", async () => {
    server.reset(byLength);
    const first = await train("first", "one");
    expect(first.code, first.stderr).to.equal(0);
    expect(comparableMetrics(folder.at("first"))).to.match(/"verifier\/error":0,/);
    expect(contentsOf(folder.at("first/rollouts")).join("")).to.include("verifier 2: the judge says");
    server.reset(contrary);
    await train("second", "one");
    expect(server.received).to.have.length(0);
    expect(comparableMetrics(folder.at("second"))).to.equal(comparableMetrics(folder.at("first")));
  });

  it("shows the key nowhere, whatever goes wrong", async () => {
    const echoes: Reply = (response, received) =>
      writes(JSON.stringify({ choices: [{ message: { content: received.headers.authorization } }] }))(response, received);
    server.reset(refuses(401), refuses(429), refuses(500), cuts, echoes, refuses(404), byLength, echoes);
    const written = await train("faults", "two");
    expect(written.code, written.stderr).to.equal(0);
    expect(server.received[0].headers.authorization).to.equal(`Bearer ${KEY}`);
    expect(Number(/"verifier\/error":([\d.]+)/.exec(comparableMetrics(folder.at("faults")))?.[1])).to.be.greaterThan(0);
    process.env[VARIABLE] = `${KEY}\u00e9`;
    const refused = await train("refused", "two");
    expect([refused.code, refused.stderr]).to.satisfy(([code, text]: [number, string]) => code !== 0 && text.includes(VARIABLE));
    const seen = [written, refused].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    expect([...seen, ...contentsOf(folder.path)].filter((text) => text.includes(KEY))).to.deep.equal([]);
  });

  it("counts its failures as errors, whose rollouts train nothing", async () => {
    server.reset(refuses(500));
    const { code, stderr } = await train("down", "three");
    expect(code, stderr).to.equal(0);
    expect(comparableMetrics(folder.at("down"))).to.match(/"verifier\/error":(1|0\.\d+),/);
  });
});

/** Every file below a folder, names included. */
function contentsOf(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), "latin1")}`);
}
