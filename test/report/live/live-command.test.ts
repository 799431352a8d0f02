import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "chai";
import { LODE, runLode } from "../../cli/run-lode.js";
import { TemporaryFolder } from "../../recipe/temporary-folder.js";
import { writeRun } from "../run-fixture.js";

describe("lode report --live", () => {
  const folder = new TemporaryFolder();

  it("answers until Ctrl-C, which is its good end", async function () {
    if (process.platform === "win32") this.skip();
    writeRun(folder.at("run"), { steps: 1, rollouts: 1 });
    const lode = spawn(process.execPath, [LODE, "report", "--live", folder.path, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = (await once(lode.stdout, "data")) as [Buffer];
    const address = /http:\S+/.exec(String(line))?.[0] ?? "";
    const page = await fetch(`${address}run?path=run`);
    expect(await page.text()).to.contain("Without the run's plugins");
    const listening = await fetch(`${address}events`);
    lode.kill("SIGINT");
    const [code] = (await once(lode, "exit")) as [number | null];
    expect(code).to.equal(0);
    await listening.body?.cancel().catch(() => undefined);
  });

  it("refuses a folder that is not there, a port that is none, and options that do not go together", async () => {
    expect((await runLode("report", "--live", folder.at("none"))).code).to.equal(2);
    for (const port of ["-1", "65536", "x"]) expect((await runLode("report", "--live", folder.path, `--port=${port}`)).code, port).to.equal(2);
    expect((await runLode("report", "--live", folder.path, "--out", "page.html")).code).to.equal(2);
    expect((await runLode("report", folder.path, "--port", "0")).stderr).to.match(/^USAGE: --port is for --live/);
  });
});
