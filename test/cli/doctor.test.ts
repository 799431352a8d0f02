import { expect } from "chai";
import { core } from "../recipe/core.js";
import { TemporaryFolder } from "../recipe/temporary-folder.js";
import { spawnLode } from "./run-lode.js";

const { doctorText } = core("cli/doctor-text");
const { ENGINE_CATALOGUE } = core("plugin/engine-catalogue");

type Diagnosis = Parameters<typeof doctorText>[0];

const LOADS = { failure: null, options: {}, install: "it is there" };
const FAILS = { failure: "libcudart is missing", library: null, threads: null, gigaflops: null, options: {}, install: "install CUDA" };
const DIAGNOSIS: Diagnosis = {
  ...{ node: "24.1.0", platform: "linux x64", processor: "Abacus 9", cores: 4, memory: { total: 16, free: 7.25 }, auto: "onnx" },
  engines: [
    { name: "tensorflow-gpu", ...FAILS },
    { name: "onnx", ...LOADS, library: "ONNX Runtime 1.2.3", threads: 2, gigaflops: 145.67, options: { provider: "cpu" } },
    { name: "cpu", ...LOADS, library: null, threads: null, gigaflops: 0.4 },
  ],
};

describe("lode doctor", function () {
  this.timeout(120_000);
  const folder = new TemporaryFolder();

  it("--json tells of every engine in its order, loaded and measured or why not, and which one auto takes", async () => {
    const { code, stdout, stderr } = await spawnLode(["doctor", "--json"], folder.path);
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(stdout.trimEnd()).to.not.contain("\n");
    const { node, cores, memory, engines, auto } = JSON.parse(stdout) as Diagnosis;
    expect([`v${node}`, cores > 0, memory.total > memory.free]).to.deep.equal([process.version, true, true]);
    expect(engines.map(({ name }) => name)).to.deep.equal(ENGINE_CATALOGUE.map(({ name }) => name));
    for (const { name, failure, gigaflops, install } of engines) {
      expect(install, name).to.not.equal("");
      if (failure === null) expect(gigaflops, name).to.be.above(0);
      else expect([failure.includes("\n"), failure.startsWith(name), gigaflops], name).to.deep.equal([false, false, null]);
    }
    const found = engines.filter(({ failure }) => failure === null);
    expect(found.map(({ name }) => name)).to.include.members(["wasm", "cpu"]);
    expect(auto).to.equal(found[0].name);
    const [cpu] = found.slice(-1);
    expect(cpu).to.deep.include({ threads: 1, library: "TensorFlow.js 4.22.0, plain JavaScript" });
  });

  it("prints a table, what to install for more, and what next", () => {
    expect(doctorText(DIAGNOSIS).split("\n")).to.deep.equal([
      "Node.js 24.1.0, linux x64, 4 cores (Abacus 9), 16.0 GiB of memory, 7.3 free",
      "",
      "engine          GFLOPS  threads",
      "tensorflow-gpu       -        -  libcudart is missing",
      "onnx             145.7        2  ONNX Runtime 1.2.3  <- auto",
      "cpu                0.4        ?",
      "",
      "for more:",
      "  tensorflow-gpu: install CUDA",
      "",
      "next: lode train RECIPE takes onnx; --set engine=NAME takes another one, and lode check RECIPE --set engine=NAME shows its options",
      "",
    ]);
  });

  it("says so where nothing is missing, or nothing loads", () => {
    const [gpu, , cpu] = DIAGNOSIS.engines;
    expect(doctorText({ ...DIAGNOSIS, engines: [cpu], auto: "cpu" })).to.not.contain("for more");
    expect(doctorText({ ...DIAGNOSIS, engines: [gpu], auto: null }))
      .to.contain("No engine loads: install again.")
      .and.not.contain("next");
  });
});
