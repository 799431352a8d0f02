import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "../bench.js";
import type { Measurement } from "../measurement.js";
import { PeerFailure } from "../peer.js";
import { ROOT } from "../root.js";
import type { Row } from "../row.js";
import { single } from "../statistics.js";

/** What `npm start` does in a new checkout: the build from nothing, then the cold start and OREAL, without what an earlier run has cached. */
export function startPart(): readonly Measurement[] {
  return [{ part: "start", name: "npm start", expectedSeconds: 100, measure }];
}

async function measure(bench: Bench): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(bench.folder, "start-"));
  const build = await timed([join(ROOT, "node_modules/typescript/bin/tsc"), "-b", "plugins", "--force"], ROOT);
  const train = await timed([join(ROOT, "core/bin/lode.js"), "train", join(ROOT, "recipes/arithmetic/oreal.json"), "--out", "start"], folder);
  return [
    {
      name: "npm start",
      threads: null,
      unit: "seconds",
      ours: single(build + train),
      peerName: "",
      peer: null,
      asked: { seconds: 90 },
      note: `build ${build.toFixed(0)} s, training ${train.toFixed(0)} s`,
    },
  ];
}

async function timed(words: readonly string[], folder: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, words, { cwd: folder, stdio: "ignore" });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new PeerFailure(`node ${words.join(" ")} ended with ${String(code)}`);
  return (performance.now() - start) / 1000;
}
