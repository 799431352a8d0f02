import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { randomStream } from "@lode/core";
import { expect } from "chai";
import fc from "fast-check";
import { Child } from "./child-process.js";
import { temporaryFolder } from "./temporary-folder.js";
import { rejection } from "../sampling/rejection.js";
import { core } from "../trainer/core.js";

const { FileRunStore } = core("run/file-run-store");

const folder = temporaryFolder();

function open(): InstanceType<typeof FileRunStore> {
  return new FileRunStore("runs/mine", folder());
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function text(path: string): string {
  return readFileSync(join(folder(), path), "utf8");
}

describe("FileRunStore", () => {
  it("writes, reads, appends, lists and removes, in folders that it makes", async () => {
    const store = open();
    await store.write("a.json", "one");
    await store.write("deep/er/b.bin", Uint8Array.of(0, 255, 10));
    await store.append("deep/log.jsonl", "1\n");
    await store.append("deep/log.jsonl", "2\n");
    expect([...((await store.read("deep/er/b.bin")) ?? [])]).to.deep.equal([0, 255, 10]);
    expect(text("a.json")).to.equal("one");
    expect(text("deep/log.jsonl")).to.equal("1\n2\n");
    await store.write("a.json", "two");
    expect(text("a.json")).to.equal("two");
    expect(await store.list("deep")).to.deep.equal(["er", "log.jsonl"]);
    await store.remove("deep");
    await store.remove("a.json");
    expect(existsSync(join(folder(), "deep")) || existsSync(join(folder(), "a.json"))).to.equal(false);
    expect(store.location).to.equal("runs/mine");
  });

  it("takes what is missing as absent: no file, no names, nothing to remove", async () => {
    const store = open();
    await store.write("file", "");
    for (const path of ["none", "no/where", "file/inside"]) {
      expect(await store.read(path)).to.equal(undefined);
      expect(await store.list(path)).to.deep.equal([]);
      await store.remove(path);
    }
    expect([...((await store.read("file")) ?? [1])]).to.deep.equal([]);
  });

  it("lists names in order", async () => {
    const store = open();
    for (const name of ["step-9", "step-10", "B", "a"]) await store.write(`x/${name}`, "");
    expect(await store.list("x")).to.deep.equal(["B", "a", "step-10", "step-9"]);
  });

  it("gives back what was written last, whatever the order of writing, appending and removing", async () => {
    const path = fc.constantFrom("a", "x/a", "x/b", "y/z/a");
    const action = fc.record({ how: fc.constantFrom("write", "append", "remove"), path, content: fc.string({ maxLength: 5 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 8 }), async (actions) => {
        const store = open();
        const expected = new Map<string, string>();
        for (const { how, path: at, content } of actions) {
          if (how === "write") await store.write(at, content);
          if (how === "append") await store.append(at, content);
          if (how === "remove") await store.remove(at);
          if (how === "remove") expected.delete(at);
          else expected.set(at, how === "write" ? content : (expected.get(at) ?? "") + content);
        }
        for (const at of ["a", "x/a", "x/b", "y/z/a"]) {
          const found = await store.read(at);
          expect(found && new TextDecoder().decode(found)).to.equal(expected.get(at));
          await store.remove(at);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("FileRunStore.write", () => {
  it("shows a reader the old content or the new, never a part", async () => {
    const store = open();
    const contents = ["a", "b"].map((letter) => letter.repeat(1 << 20));
    await store.write("big", contents[0]);
    let writing = true;
    const writer = (async () => {
      for (let turn = 1; turn <= 12; turn++) await store.write("big", contents[turn % 2]);
      writing = false;
    })();
    let seen = 0;
    while (writing) {
      const found = new TextDecoder().decode(await store.read("big"));
      expect(contents.includes(found), "a part of a file").to.equal(true);
      seen += 1;
    }
    await writer;
    expect(seen).to.be.above(0);
  });

  it("leaves the old file alone when it fails", async () => {
    const store = open();
    await store.write("a", "old");
    await rejection(store.write("a", 7 as never));
    expect(text("a")).to.equal("old");
  });
});

describe("FileRunStore.writeFolder", () => {
  it("replaces the folder as a whole", async () => {
    const store = open();
    await store.writeFolder("x/step-1", new Map([["old", bytes("1")]]));
    await store.writeFolder("x/step-1", new Map(Object.entries({ a: bytes("2"), b: bytes("3") })));
    expect(readdirSync(join(folder(), "x/step-1")).sort()).to.deep.equal(["a", "b"]);
    expect(text("x/step-1/b")).to.equal("3");
  });

  it("writes nothing at all when a file fails, and leaves the old folder alone", async () => {
    const store = open();
    await rejection(store.writeFolder("x/step-1", new Map(Object.entries({ a: bytes("1"), b: 7 as never }))));
    expect(await store.list("x")).to.deep.equal([]);
    await store.writeFolder("x/step-1", new Map([["a", bytes("1")]]));
    await rejection(store.writeFolder("x/step-1", new Map(Object.entries({ a: bytes("2"), b: 7 as never }))));
    expect(text("x/step-1/a")).to.equal("1");
    await store.writeFolder("x/step-1", new Map([["c", bytes("3")]]));
    expect(await store.list("x/step-1")).to.deep.equal(["c"]);
  });

  const WRITER = `
    const { FileRunStore } = await core("run/file-run-store");
    const store = new FileRunStore("run", process.argv[1]);
    const files = new Map(["a", "b", "c", "d"].map((name) => [name, new Uint8Array(100_000).fill(7)]));
    console.log("begun");
    for (let step = 1; ; step++) {
      await store.writeFolder("checkpoints/step-" + step, files);
      await store.write("single", "x".repeat(100_000));
      await store.remove("checkpoints/step-" + (step - 3));
    }`;

  it("shows only whole folders and files wherever its process is killed; sweep removes the rest", async () => {
    const random = randomStream(11);
    for (let round = 0; round < 4; round++) {
      const writer = Child.run(WRITER, folder());
      expect(await writer.line()).to.equal("begun");
      await setTimeout(10 + 60 * random.uniform(round));
      await writer.kill();
      const store = open();
      for (const step of await store.list("checkpoints")) {
        for (const name of ["a", "b", "c", "d"]) expect((await store.read(`checkpoints/${step}/${name}`))?.length, `${step}/${name}`).to.equal(100_000);
      }
      expect([undefined, 100_000]).to.include((await store.read("single"))?.length);
      await store.sweep();
      expect(readdirSync(folder()).filter((name) => !["checkpoints", "single"].includes(name))).to.deep.equal([]);
    }
  });
});

describe("FileRunStore.sweep", () => {
  it("removes what was written aside and nothing else", async () => {
    const store = open();
    await store.write("kept", "1");
    mkdirSync(join(folder(), ".aside/checkpoints-step-2"), { recursive: true });
    writeFileSync(join(folder(), ".aside/checkpoints-step-2/a"), "half");
    await store.sweep();
    expect(readdirSync(folder())).to.deep.equal(["kept"]);
    await store.sweep();
  });
});
