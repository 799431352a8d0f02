import type { UserError } from "@lode/core";
import { expect } from "chai";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { failing, FakeMachine } from "./fake-machine.js";
import { setupModule } from "./modules.js";

const { setup } = setupModule("setup");
const { variant } = setupModule("variant");

const LOOKING = ["check", "npm --version", "python3 -m pip --version", "g++ --version"];
const COMPILING = ["npm install headers", "compile", "check"];

describe("engine tensorflow: setup", () => {
  const machines: FakeMachine[] = [];

  function machine(...outcomes: ConstructorParameters<typeof FakeMachine>): FakeMachine {
    const made = new FakeMachine(...outcomes);
    machines.push(made);
    return made;
  }

  after(() => machines.forEach((made) => made.remove()));

  async function refusal(made: FakeMachine, context = made.context(), gpu = false): Promise<UserError> {
    const error: unknown = await setup(variant(gpu), context).then(
      () => "done",
      (reason: unknown) => reason,
    );
    expect((error as UserError).code, String(error)).to.equal("ENGINE_UNAVAILABLE");
    return error as UserError;
  }

  it("says what it fetches and how much, then does one step after the other", async () => {
    const made = machine();
    await setup(variant(false), made.context());
    expect(made.calls).to.deep.equal([...LOOKING, "npm install package", "pip download", "unpack", ...COMPILING]);
    expect(made.printed.slice(0, made.printed.indexOf("1/4")))
      .to.contain("@tensorflow/tfjs-node 4.22.0")
      .and.contain("207 MB")
      .and.contain(made.folder);
    expect(made.printed).to.match(/computes\nnext: lode train RECIPE --set engine=tensorflow/);
    expect(readdirSync(made.folder).sort()).to.deep.equal(["lib", "library", "package.json"]);
    expect(readdirSync(join(made.folder, "library"))).to.deep.equal(["tensorflow"]);
    expect(readdirSync(join(made.folder, "lib/napi-v8"))).to.deep.equal(["tfjs_binding.node"]);
  });

  it("does nothing where the engine computes", async () => {
    const made = machine();
    await setup(variant(false), made.context());
    made.calls.length = 0;
    await setup(variant(false), made.context());
    expect(made.calls).to.deep.equal(["check"]);
    expect(made.printed).to.contain("already set up: computes");
  });

  for (const [command, words] of [
    ["npm --version", "needs npm"],
    ["python3 -m pip --version", "needs Python with pip"],
    ["g++ --version", "needs g++"],
  ]) {
    it(`fetches nothing where \`${command}\` fails, and says what is missing`, async () => {
      const made = machine({ [command]: failing(null) });
      const error = await refusal(made);
      expect(error.message).to.contain(words);
      expect(error.remedy).to.match(/^Install /);
      expect(made.calls).to.deep.equal(LOOKING.slice(0, LOOKING.indexOf(command) + 1));
    });
  }

  it("looks for a GPU before it fetches CUDA", async () => {
    const made = machine({ "nvidia-smi -L": failing(null) });
    expect((await refusal(made, made.context(), true)).message).to.contain("nvidia-smi finds none");
    expect(made.calls).to.deep.equal(["check", "nvidia-smi -L"]);
  });

  for (const [platform, arch, glibc] of [
    ["darwin", "x64", undefined],
    ["linux", "arm64", "2.36"],
    ["linux", "x64", undefined],
  ] as const) {
    it(`refuses ${platform} ${arch} ${glibc === undefined ? "without" : "with"} the GNU C library`, async () => {
      const made = machine();
      expect((await refusal(made, { ...made.context(), machine: { platform, arch, glibc } })).message).to.contain(`this is ${platform} ${arch}`);
      expect(made.calls).to.deep.equal(["check"]);
    });
  }

  it("says why a program failed, leaves nothing half done, and goes on from there the next time", async () => {
    const made = machine({ "pip download": failing(1, "WARNING: slow\nERROR: No matching distribution found for tensorflow-cpu\nbye") });
    const { message, remedy, place } = await refusal(made);
    expect(message).to.equal("python3 ended with 1: ERROR: No matching distribution found for tensorflow-cpu");
    expect(remedy).to.contain("pip");
    expect(place.component).to.contain("--require-hashes");
    expect(readdirSync(made.folder)).to.deep.equal(["package.json"]);
    delete made.outcomes["pip download"];
    made.calls.length = 0;
    await setup(variant(false), made.context());
    expect(made.calls).to.deep.equal([...LOOKING, "pip download", "unpack", ...COMPILING]);
  });

  it("fetches the library once, though it could not be compiled against", async () => {
    const made = machine({ compile: failing(1, "tfjs_backend.cc:18:10: fatal error: tfjs_backend.h: No such file") });
    expect((await refusal(made)).message).to.contain("fatal error: tfjs_backend.h");
    expect(existsSync(join(made.folder, "lib/napi-v8/tfjs_binding.node"))).to.equal(false);
    delete made.outcomes.compile;
    made.calls.length = 0;
    await setup(variant(false), made.context());
    expect(made.calls).to.deep.equal([...LOOKING, ...COMPILING]);
  });

  it("says where npm did not put the package where Lode's TensorFlow.js is", async () => {
    const made = machine({ "npm install package": { status: 0, stdout: "added 1 package", stderr: "" } });
    expect((await refusal(made)).message).to.contain("elsewhere than");
  });

  it("says what is wrong where all is there and does not compute", async () => {
    const illegal = machine({ check: failing("SIGILL") });
    const error = await refusal(illegal);
    expect(error.message).to.equal("tensorflow is set up and does not compute: its process ended with SIGILL");
    expect(error.remedy).to.contain("AVX");
    const wrong = machine({ check: failing(1, "noise\nENGINE_UNAVAILABLE: computes wrong numbers: product 1\n  do   …") });
    expect((await refusal(wrong)).message).to.equal("tensorflow is set up and does not compute: computes wrong numbers: product 1");
    const noGpu = machine({ check: failing(1, "ENGINE_UNAVAILABLE: finds no GPU\n") });
    expect((await refusal(noGpu, noGpu.context(), true)).remedy).to.contain("--gpu --check");
  });
});
