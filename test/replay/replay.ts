import { randomStream, type PluginDefinition } from "@lode/core";
import grpo from "@lode/grpo";
import oreal from "@lode/oreal";
import ppo from "@lode/ppo";
import reinforce from "@lode/reinforce";
import rewards from "@lode/rewards";
import { readFileSync } from "node:fs";
import { core, type Modules } from "./core.js";

const { Registry } = core("plugin/registry");
const replayCase: ReplayCase = core("replay/replay-case").replayCase;

type ReplayCase = Modules["replay/replay-case"]["replayCase"];
type Json = Parameters<ReplayCase>[1];
type JsonObject = Parameters<ReplayCase>[0]["batch"];

/** A file of recorded cases. */
export interface Recording {
  readonly batch: JsonObject;
  readonly cases: readonly JsonObject[];
}

export function golden(name: string): Recording {
  return JSON.parse(readFileSync(new URL(`../../fixtures/golden/${name}.json`, import.meta.url), "utf8")) as Recording;
}

const environment = {
  store: {} as never,
  clock: { now: () => 0 },
  terminal: { interactive: false, columns: 80, write: () => undefined },
  random: randomStream(1),
  weights: new Map(),
};

/** Evaluates a case with Lode's algorithms, and other plugins. */
export function replay(batch: JsonObject, value: Json, more: readonly PluginDefinition[] = []): ReturnType<ReplayCase> {
  return replayCase({ batch }, value, { registry: new Registry([grpo, oreal, ppo, reinforce, rewards, ...more]), environment });
}
