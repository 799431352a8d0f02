import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeCreatedPackages } from "./created-packages.js";
import { describePackages } from "./packages.js";
import { describeReportLive } from "./report-live.js";
import { describeReport } from "./report.js";
import { describeStrangers } from "./strangers.js";
import { describeTensorboard } from "./tensorboard.js";
import { describeTensorflow } from "./tensorflow.js";
import { describeWebgpu } from "./webgpu.js";
import { registryFailure, Workshop } from "./workshop.js";

/** Minutes, and packages from npm's registry: only `npm run test:interop` runs it, not `npm test`, which finds this file too. */
if (process.env.npm_lifecycle_event === "test:interop") {
  describe("interoperability", function () {
    this.timeout(600_000);
    let folder: string;
    const tarballs = (): string => join(folder, "tarballs");

    before(() => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), "lode-interop-")));
      mkdirSync(tarballs());
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    describePackages(tarballs);
    describeReport(() => folder);
    describeReportLive(() => folder);
    describeTensorboard(() => folder);
    describeTensorflow(() => folder);
    describeWebgpu(() => folder);

    describe("outside the repository", () => {
      let workshop: Workshop;

      before(async function () {
        const failure = await registryFailure(folder);
        if (failure !== undefined) {
          process.stdout.write(`  skipped: created packages, third parties' plugins (npm's registry cannot be reached: ${failure})\n`);
          this.skip();
        }
        workshop = new Workshop(join(folder, "workshop"), tarballs());
        mkdirSync(workshop.folder);
        await workshop.build();
      });

      describeCreatedPackages(() => workshop);
      describeStrangers(() => workshop);
    });
  });
}
