import { join } from "node:path";
import { Readable } from "node:stream";
import { UserError } from "@lode/core";
import fastify, { type FastifyInstance, type FastifyReply } from "fastify";
import type { RunKnowledge } from "../data/run-knowledge.js";
import type { RunProcess } from "../data/run-process.js";
import type { RunsData } from "../data/runs-data.js";
import { runPage } from "../html/run-page.js";
import { readRun } from "../read/read-run.js";
import { isLocalHost } from "./is-local-host.js";
import { polled } from "./polled.js";
import { runAddress } from "./run-address.js";
import { runsPage } from "./runs-page.js";
import { WatchedRun } from "./watched-run.js";
import { WatchedRuns } from "./watched-runs.js";

export interface LiveSettings {
  /** The folder that is watched. */
  readonly folder: string;
  /** As the user named it. */
  readonly location: string;
  /** Asks the plugins of the run in a folder. */
  readonly knowledge: (folder: string) => Promise<RunKnowledge>;
  /** Looks for the process that trains in a folder. */
  readonly processOf: (folder: string) => RunProcess;
  /** Ends the streams of events. */
  readonly signal: AbortSignal;
}

interface OfRun {
  readonly Querystring: { readonly path?: string; readonly after?: string; readonly finished?: string };
}

const HEADERS = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Pages of the runs under a folder and streams of what is new in them. It only reads, answers only requests to this machine's own names, and opens only runs that it has found. */
export function liveServer({ folder, location, knowledge, processOf, signal }: LiveSettings): FastifyInstance {
  const runs = new WatchedRuns(folder, processOf);
  const server = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  guard(server);

  server.get("/", async (_, reply) => {
    if (runs.paths()[0] === "") return reply.redirect(runAddress(""));
    return html(reply, runsPage({ location, runs: runs.list() }, "/events"));
  });

  server.get("/events", async (_, reply) => stream(reply, polled(changed(runs, location), ending(reply, signal))));

  server.get<OfRun>("/run", async ({ query: { path } }, reply) => {
    const found = known(runs, path);
    const data = readRun(join(folder, found), join(location, found), await knowledge(join(folder, found)));
    const events = new URLSearchParams({ path: found, after: String(data.rollouts.at(-1)?.step ?? -1), finished: String(data.summary !== undefined) });
    return html(reply, runPage(data, { live: { events: `/run/events?${events}` } }));
  });

  server.get<OfRun>("/run/events", async ({ query: { path, after = "-1", finished } }, reply) => {
    const found = join(folder, known(runs, path));
    const { decode } = await knowledge(found);
    const run = new WatchedRun({ folder: found, decode, processOf }, { after: Number(after), finished: finished === "true" });
    return stream(
      reply,
      polled(() => run.updates(), ending(reply, signal)),
    );
  });
  return server;
}

function guard(server: FastifyInstance): void {
  server.addHook("onRequest", async ({ headers, method }, reply) => {
    void reply.headers(HEADERS);
    if (!isLocalHost(headers.host)) return reply.code(403).send("this server answers requests to localhost only\n");
    if (method !== "GET") return reply.code(405).header("allow", "GET").send("this server only shows\n");
  });
  server.setNotFoundHandler((_, reply) => reply.code(404).send("there is no such page\n"));
  server.setErrorHandler((error, _, reply) => {
    if (!(error instanceof UserError)) throw error;
    return reply.code(error.code === "RUN_NOT_FOUND" ? 404 : 500).send(`${error.code}: ${error.message}\n${error.remedy}\n`);
  });
}

/** The path, where it is that of a run: nothing else is ever opened. Throws RUN_NOT_FOUND. */
function known(runs: WatchedRuns, path: string | undefined): string {
  if (path !== undefined && runs.paths().includes(path)) return path;
  throw new UserError("RUN_NOT_FOUND", "there is no such run here", { remedy: "Go to the list of runs, at /." });
}

function html(reply: FastifyReply, page: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(page);
}

/** The list whenever it is another. */
function changed(runs: WatchedRuns, location: string): () => readonly RunsData[] {
  let before = "";
  return () => {
    const data: RunsData = { location, runs: runs.list() };
    const text = JSON.stringify(data);
    if (text === before) return [];
    before = text;
    return [data];
  };
}

/** Aborted when the server ends or nobody listens any more. */
function ending(reply: FastifyReply, signal: AbortSignal): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  return AbortSignal.any([signal, gone.signal]);
}

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html). What fails before the first is an answer of its own. */
async function stream(reply: FastifyReply, updates: AsyncGenerator<object>): Promise<FastifyReply> {
  const first = await updates.next();
  const events = async function* (): AsyncGenerator<string> {
    if (!first.done) yield event(first.value);
    for await (const update of updates) yield event(update);
  };
  return reply.type("text/event-stream").send(Readable.from(events()));
}

function event(update: object): string {
  return `data: ${JSON.stringify(update)}\n\n`;
}
