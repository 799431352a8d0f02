import { expect } from "chai";
import { Child } from "./child-process.js";

/** Asks for the engines named, one after the other, and prints what becomes of each, and which one tfjs has at last. TensorFlow.js is global: hence the process. */
const PROGRAM = `
  const { loadEngine } = await core("run/load-engine");
  const { getBackend } = await import("@tensorflow/tfjs");
  for (const name of process.argv.slice(1)) {
    console.log(JSON.stringify(await loadEngine(name).catch(({ code, message, place, remedy }) => ({ code, message, pointer: place?.pointer, remedy }))));
  }
  console.log(JSON.stringify(getBackend()));`;

async function load(...names: readonly string[]): Promise<readonly unknown[]> {
  const child = Child.run(PROGRAM, ...names);
  const answers: unknown[] = [];
  for (let line = 0; line <= names.length; line++) answers.push(JSON.parse(await child.line()));
  await child.end();
  return answers;
}

describe("loadEngine", () => {
  it("loads an engine once for the process, and refuses a second one", async () => {
    const [first, same, any, second, backend] = await load("cpu", "cpu", "auto", "wasm");
    expect([first, same, any, backend]).to.deep.equal(["cpu", "cpu", "cpu", "cpu"]);
    expect(second).to.deep.include({ code: "ENGINE_SECOND", pointer: "/engine", message: "the engine cpu is in use, wasm was asked for" });
    expect(second).to.have.property("remedy").that.contains("another process");
  });

  it("refuses an engine that it does not know, naming those it knows, and can then load another", async () => {
    const [unknown, auto, backend] = await load("abacus", "auto");
    expect(unknown).to.deep.include({ code: "ENGINE_UNAVAILABLE", pointer: "/engine", message: 'there is no engine "abacus"' });
    expect(unknown).to.have.property("remedy").that.contains("auto").and.contains("cpu");
    expect(auto).to.be.a("string").and.equal(backend);
  });
});
