import { UserError, type Attempt, type Verdict } from "@lode/core";
import { judge } from "@lode/judge";
import { expect } from "chai";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { construct } from "../golden/construct.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { ChatServer, cuts, cutsBody, isSilent, isSlow, refuses, says, stalls, writes, type Reply } from "./chat-server.js";

const KEY = "sk-a-secret-that-nobody-may-see";
const VARIABLE = "LODE_TEST_JUDGE_KEY";

describe("verifier judge", () => {
  const server = new ChatServer();
  const folder = new TemporaryFolder();
  let run = 0;

  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => {
    process.env[VARIABLE] = KEY;
    server.reset(says("A"));
  });
  afterEach(() => {
    Reflect.deleteProperty(process.env, VARIABLE);
  });

  /** With a cache of its own, unless one is named. */
  async function judgeWith(options: Readonly<Record<string, unknown>> = {}) {
    const fast = { maxTokens: 64, concurrency: 8, timeoutSeconds: 5, retries: 2, backoffSeconds: 0 };
    const verifier = construct(judge, { url: server.url, model: "small", keyVariable: VARIABLE, ...fast, cache: folder.at(`cache-${run++}`), ...options });
    await verifier.start?.();
    return verifier;
  }

  async function verdictsOf(texts: readonly string[], options?: Readonly<Record<string, unknown>>): Promise<readonly Verdict[]> {
    return (await judgeWith(options)).verify(texts.map(attempt), new AbortController().signal);
  }

  async function outcomeOf(...replies: readonly Reply[]): Promise<string> {
    server.reset(...replies);
    const [{ outcome, reason }] = await verdictsOf(["7"], { timeoutSeconds: 0.15 });
    expect(reason).not.to.include(KEY);
    return `${outcome} after ${server.received.length}: ${reason}`;
  }

  it("asks the model at the endpoint, with the key, and takes A for correct and B for incorrect", async () => {
    server.reset(says("A"), says("<think>6?</think>\nB\n"));
    const [first] = await verdictsOf(["it is 7"]);
    const [second] = await verdictsOf(["it is 8"]);
    expect([first, second]).to.deep.equal([
      { outcome: "correct", reason: "the judge says A" },
      { outcome: "incorrect", reason: "the judge says B" },
    ]);
    const [{ path, headers, body }] = server.received;
    expect([path, headers.authorization, body.model, body.max_tokens]).to.deep.equal(["/v1/chat/completions", `Bearer ${KEY}`, "small", 64]);
    expect(body.messages.map(({ content }) => content).join(""))
      .to.include("What is 3+4?")
      .and.include("it is 7");
  });

  it("sends no key where none is named, and accepts a base URL that ends with a slash", async () => {
    await verdictsOf(["7"], { keyVariable: undefined, url: `${server.url}/` });
    expect([server.received[0].headers.authorization, server.received[0].path]).to.deep.equal([undefined, "/v1/chat/completions"]);
  });

  it("gives verdicts in order, whatever the order of the answers", async () => {
    const byText: Reply = (response, received) => {
      const is7 = received.body.messages[0].content.includes("\nis 7\n");
      setTimeout(() => says(is7 ? "A" : "B")(response, received), is7 ? 30 : 0);
    };
    server.reset(byText);
    expect((await verdictsOf(["is 7", "is 8", "is 7"])).map(({ outcome }) => outcome)).to.deep.equal(["correct", "incorrect", "correct"]);
  });

  describe("when the endpoint fails", () => {
    const passing: readonly (readonly [string, Reply])[] = [
      ["429", refuses(429)],
      ["500", refuses(500)],
      ["503 with a wait", refuses(503, { "retry-after": "0" })],
      ["silence", isSilent],
      ["a cut connection", cuts],
      ["a cut body", cutsBody],
      ["a body that stops", stalls],
    ];
    for (const [name, reply] of passing) {
      it(`tries again after ${name}`, async () => {
        expect(await outcomeOf(reply, reply, says("A"))).to.equal("correct after 3: the judge says A");
      });
    }

    it("says how the last try failed", async () => {
      expect(await outcomeOf(refuses(500))).to.equal("error after 3: the judge's endpoint answered 500, at the last of 3 tries");
      expect(await outcomeOf(isSilent)).to.equal("timeout after 3: the judge did not answer within 0.15 s, at the last of 3 tries");
      expect(await outcomeOf(stalls)).to.match(/^timeout after 3/);
      expect(await outcomeOf(cuts)).to.match(/^error after 3: the connection to the judge failed/);
    });

    it("waits for a slow body", async () => {
      expect(await outcomeOf(isSlow)).to.equal("correct after 1: the judge says A");
    });

    it("does not wait as long as a server likes", async () => {
      expect(await outcomeOf(refuses(429, { "retry-after": "86400" }))).to.match(/^error after 1: .*asks to wait 86400 s$/);
    });

    it("does not try again where that cannot help", async () => {
      for (const status of [400, 401, 403, 404, 302]) expect(await outcomeOf(refuses(status, { location: "/v1/elsewhere" }))).to.match(/^error after 1:/);
    });

    const nonsense = [
      "",
      "{",
      "null",
      "[]",
      "{}",
      "<html>A</html>",
      '{"choices":[]}',
      '{"choices":[{"message":null}]}',
      '{"choices":[{"message":{"content":5}}]}',
    ];
    for (const body of nonsense) {
      it(`takes the body ${JSON.stringify(body)} for an error`, async () => {
        expect(await outcomeOf(writes(body))).to.equal("error after 1: the judge's endpoint sent no chat completion");
      });
    }

    it("takes an answer that is neither A nor B, is cut off, or has no end, for an error", async () => {
      expect(await outcomeOf(says("The candidate says: A"))).to.equal("error after 1: the judge answered neither A nor B");
      expect(await outcomeOf(says("A", "length"))).to.match(/^error after 1: .*cut off/);
      expect(await outcomeOf(writes(`"${"x".repeat(4_100_000)}"`))).to.match(/^error after 1: .*4000000 bytes/);
    });
  });

  it("has no more requests open than it may", async () => {
    const late: Reply = (response, received) => void setTimeout(() => says("A")(response, received), 10);
    for (const concurrency of [1, 3]) {
      server.reset(late);
      await verdictsOf(["1", "2", "3", "4", "5", "6"], { concurrency });
      expect(server.mostOpen).to.equal(concurrency);
    }
  });

  it("asks about equal attempts once, and never about what has no answer", async () => {
    const verdicts = await verdictsOf(["7", "7", "", "<think>7", "<think>7</think> "]);
    expect(verdicts.map(({ outcome }) => outcome)).to.deep.equal(["correct", "correct", "incorrect", "incorrect", "incorrect"]);
    expect(server.received).to.have.length(1);
  });

  describe("the cache", () => {
    it("keeps answers for the next run, which gets the same verdicts from a server that has changed its mind", async () => {
      const cache = folder.at("kept");
      const first = await verdictsOf(["7", "8"], { cache });
      server.reset(says("B"));
      expect(await verdictsOf(["8", "7"], { cache })).to.deep.equal(first);
      expect(server.received).to.have.length(0);
    });

    it("is asked by model and prompt", async () => {
      const cache = folder.at("by-content");
      await verdictsOf(["7"], { cache });
      await verdictsOf(["7"], { cache, model: "other" });
      await verdictsOf(["7 "], { cache });
      expect(server.received).to.have.length(3);
    });

    it("keeps no failures", async () => {
      const cache = folder.at("failures");
      server.reset(refuses(401), says("both"), says("A"));
      const found = [await verdictsOf(["7"], { cache }), await verdictsOf(["7"], { cache }), await verdictsOf(["7"], { cache })];
      expect(found.flat().map(({ outcome }) => outcome)).to.deep.equal(["error", "error", "correct"]);
    });

    it("has whole files only, the letters alone, and refuses one that is damaged", async () => {
      const cache = folder.at("files");
      await verdictsOf(["7"], { cache });
      const files = filesIn(cache);
      expect(files.map((file) => readFileSync(file, "utf8"))).to.deep.equal(["A\n"]);
      writeFileSync(files[0], "");
      const error: unknown = await verdictsOf(["7"], { cache }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(UserError).and.to.include({ code: "JSON_INVALID" });
    });

    it("that cannot be written is an error", async () => {
      const cache = folder.write("a-file", "");
      const error: unknown = await verdictsOf(["7"], { cache }).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(UserError).and.to.include({ code: "FILE_UNREADABLE" });
    });
  });

  describe("when it is aborted", () => {
    const waiting: readonly (readonly [string, Reply])[] = [
      ["for an answer", isSilent],
      ["for the rest of a body", stalls],
      ["to try again", refuses(429, { "retry-after": "500" })],
    ];
    for (const [name, reply] of waiting) {
      it(`ends at once while it waits ${name}, with the reason`, async () => {
        server.reset(reply);
        const controller = new AbortController();
        const reason = new UserError("RUN_INTERRUPTED", "stopped", { remedy: "Go on." });
        const verifier = await judgeWith({ timeoutSeconds: 100, concurrency: 1 });
        const verdicts = verifier.verify(["7", "8", "9"].map(attempt), controller.signal).catch((error: unknown) => error);
        while (server.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, 30));
        controller.abort(reason);
        expect(await verdicts).to.equal(reason);
        expect(server.received).to.have.length(1);
      });
    }
  });

  describe("the key", () => {
    it("must be set, and sendable; errors do not show it", async () => {
      for (const value of ["", "  ", "sk-a\nsecret", "sk-\u00e9secret"]) {
        process.env[VARIABLE] = value;
        const error: unknown = await judgeWith().catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(UserError).and.to.include({ code: "RECIPE_INVALID_VALUE" });
        expect(String(error)).to.include(VARIABLE).and.not.include("secret");
      }
    });

    it("is not taken from the URL, and errors do not show what stands there", () => {
      for (const url of ["http://me:secret@localhost/v1", "http://localhost/v1?key=secret", "localhost:80/secret", "file:///secret", "secret"]) {
        expect(() => construct(judge, { url, cache: "x" }), url)
          .to.throw(UserError)
          .with.property("message")
          .that.does.not.include("secret");
      }
    });
  });
});

function attempt(text: string): Attempt {
  return { problem: { id: "sum", prompt: "What is 3+4?", answer: "7" }, rollout: { text } };
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
