import { expect } from "chai";
import { join } from "node:path";
import { RECIPES } from "../recipes/recipe-files.js";
import { Child } from "./child-process.js";

/**
 * Asks for the engines named, one after the other, and prints what becomes of each, and which one tfjs has at last. TensorFlow.js is global: hence the process.
 * A plugin has the engine "counting", which keeps the options it is loaded with.
 */
const PROGRAM = `
  const { component, Engine, options, Type } = await core("index");
  const { loadEngine } = await core("run/load-engine");
  const { getBackend, setBackend } = await import("@tensorflow/tfjs");
  let seen;
  const engine = {
    name: "counting",
    load: async (given) => { seen = given; await setBackend("cpu"); },
    report: () => ({ library: "Abacus 1.0", threads: seen.threads }),
  };
  const schema = options({ threads: Type.Integer({ minimum: 1, default: 3 }), kind: Type.Union([Type.Literal("beads"), Type.Literal("rods")], { default: "beads" }) });
  const plugin = { name: "@test/counting", core: "*", components: [component(Engine, { use: "counting", description: "", options: schema, create: { from: () => engine } })] };
  for (const wanted of process.argv.slice(1).map(JSON.parse)) {
    const answer = await loadEngine(wanted, [plugin]).catch(({ code, message, place, remedy }) => ({ code, message, pointer: place?.pointer, remedy }));
    console.log(JSON.stringify(answer));
  }
  console.log(JSON.stringify(getBackend() ?? null));`;

/** A hook of module resolution: the package is not installed. */
const HOOK = `export const resolve = (name, context, next) => {
  if (name !== "@lode/engine-onnx") return next(name, context);
  throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: "ERR_MODULE_NOT_FOUND" });
};`;

/** A hook of module resolution: the package is installed, and its library is not for this machine. */
const BROKEN = `export const resolve = (name, context, next) => {
  if (name !== "@lode/engine-onnx") return next(name, context);
  throw new Error("libonnxruntime.so: wrong ELF class");
};`;

/** Loads "auto" without that library. */
const WITHOUT_LIBRARY = `
  const { register } = await import("node:module");
  register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(BROKEN)}`)});
  await core("index");
  const { loadEngine, engineInWords } = await core("run/load-engine");
  const engine = await loadEngine({ use: "auto" });
  console.log(JSON.stringify({ ...engine, words: engineInWords(engine) }));`;

/** Composes a recipe with each of the engines that are named, without that package. */
const WITHOUT_PACKAGE = `
  const { register } = await import("node:module");
  register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOK)}`)});
  const { compose } = await core("index");
  const told = ({ code, message, place, remedy }) => ({ code, message, place, remedy });
  for (const engine of process.argv.slice(1)) {
    const composition = compose(${JSON.stringify(join(RECIPES, "arithmetic/grpo.json"))}, { set: ["engine=" + engine] });
    console.log(JSON.stringify(await composition.then(({ resolved }) => resolved.engine, told)));
  }`;

type Answer = Readonly<Record<string, unknown>>;

async function load(...wanted: readonly object[]): Promise<readonly Answer[]> {
  const child = Child.run(PROGRAM, ...wanted.map((engine) => JSON.stringify(engine)));
  const answers: Answer[] = [];
  for (let line = 0; line <= wanted.length; line++) answers.push(JSON.parse(await child.line()) as Answer);
  await child.end();
  return answers;
}

const [CPU, AUTO, WASM, COUNTING] = ["cpu", "auto", "wasm", "counting"].map((use) => ({ use }));

describe("loadEngine", function () {
  this.timeout(20_000);

  it("loads an engine once for the process, and refuses a second one", async () => {
    const [first, same, any, second, backend] = await load(CPU, CPU, AUTO, WASM);
    for (const { use, options } of [first, same, any]) expect({ use, options }).to.deep.equal({ use: "cpu", options: {} });
    expect(backend).to.equal("cpu");
    expect(second).to.deep.include({ code: "ENGINE_SECOND", pointer: "/engine", message: "the engine cpu is in use, wasm was asked for" });
    expect(second).to.have.property("remedy").that.contains("another process");
  });

  it("refuses an engine that it does not know, naming those it knows, and can then load another", async () => {
    const [unknown, cpu] = await load({ use: "abacus" }, CPU);
    expect(unknown).to.deep.include({ code: "ENGINE_UNAVAILABLE", pointer: "/engine", message: "abacus: there is no such engine" });
    expect(unknown).to.have.property("remedy").that.contains("auto").and.contains("cpu").and.contains("counting");
    expect(cpu).to.include({ use: "cpu" });
  });

  it("gives an engine its options, complete, and tells what the engine reports", async () => {
    const [given, whole] = await load({ use: "counting", threads: 2 }, { use: "counting", kind: "beads", threads: 2 });
    expect(given).to.deep.equal({ use: "counting", options: { threads: 2, kind: "beads" }, report: { library: "Abacus 1.0", threads: 2 }, passedOver: [] });
    expect(whole).to.deep.equal(given);
    const [defaults, other, part, otherPart] = await load(
      COUNTING,
      { use: "counting", threads: 2 },
      { use: "auto", kind: "beads" },
      { use: "auto", kind: "rods" },
    );
    expect(defaults.report).to.deep.equal({ library: "Abacus 1.0", threads: 3 });
    expect(part).to.deep.equal(defaults);
    const message = "the engine counting (threads 3, kind beads) is in use, counting (threads 2, kind beads) was asked for";
    expect(other).to.deep.include({ code: "ENGINE_SECOND", message });
    expect(otherPart).to.have.property("message").that.contains("auto (kind rods) was asked for");
  });

  it("refuses an option that the engine does not have, with the nearest one", async () => {
    const [unknown, none] = await load({ use: "counting", threds: 2 }, { use: "cpu", threads: 1 });
    expect(unknown).to.deep.include({ code: "RECIPE_UNKNOWN_KEY", pointer: "/engine/threds", remedy: 'Did you mean "threads"?' });
    expect(none).to.deep.include({ code: "RECIPE_UNKNOWN_KEY", pointer: "/engine/threads", remedy: "It has no options: remove the key." });
  });

  it("names the package of an engine that is not installed when the recipe is composed, and does without it in auto", async () => {
    const child = Child.run(WITHOUT_PACKAGE, "onnx", "auto");
    const [missing, auto] = [JSON.parse(await child.line()) as Answer, JSON.parse(await child.line()) as Answer];
    await child.end();
    expect(missing).to.deep.include({ code: "ENGINE_UNAVAILABLE", message: "onnx: @lode/engine-onnx is not installed" });
    expect(missing).to.have.property("place").that.includes({ pointer: "/engine", file: "--set engine=onnx" });
    expect(missing).to.have.property("remedy").that.contains("Install @lode/engine-onnx").and.contains("lode doctor");
    expect(auto).to.deep.equal({ use: "auto" });
  });

  it("with auto tells which engine it passed over though its package is installed", async () => {
    const child = Child.run(WITHOUT_LIBRARY);
    const engine = JSON.parse(await child.line()) as Answer;
    await child.end();
    expect(engine.use).to.equal("wasm");
    expect(engine.passedOver).to.deep.equal(["onnx: @lode/engine-onnx cannot be imported: libonnxruntime.so: wrong ELF class"]);
    expect(engine.words).to.match(/^wasm: TensorFlow\.js .*WebAssembly/);
  });

  it("with auto passes engines by that lack an option, and says so where none is left", async () => {
    const [nothing] = await load({ use: "auto", beads: 7 });
    expect(nothing.code).to.equal("ENGINE_UNAVAILABLE");
    expect(nothing)
      .to.have.property("message")
      .that.contains('wasm: it has no option "beads"')
      .and.matches(/cpu: it has no option "beads"$/);
  });
});
