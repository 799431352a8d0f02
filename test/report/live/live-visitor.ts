import { liveReport, type RunProcess } from "@lode/report";
import { request } from "node:http";
import { decode } from "../run-fixture.js";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Visit {
  readonly method?: string;
  readonly host?: string;
}

/** Somebody who looks at a folder of runs through the live server. */
export class LiveVisitor {
  private readonly end = new AbortController();
  readonly written: string[] = [];
  private ended: Promise<void> = Promise.resolve();
  address = "";
  /** What the process of every run is found to be. */
  process: RunProcess = "running";

  /** Starts the server on a port that is free. */
  async start(folder: string): Promise<void> {
    const terminal = { interactive: false, columns: 80, write: (text: string) => void this.written.push(text) };
    const knowledge = async () => ({ declarations: {}, decode, explanation: {}, notes: [] });
    this.address = await new Promise((resolve, reject) => {
      const onListening = async (address: string): Promise<void> => resolve(address);
      this.ended = liveReport(folder, { port: 0, terminal, signal: this.end.signal, knowledge, processOf: () => this.process, onListening });
      this.ended.catch(reject);
    });
  }

  /** Ctrl-C. Resolves when the server has ended. */
  async stop(): Promise<void> {
    this.end.abort();
    await this.ended;
  }

  get(path: string, { method = "GET", host }: Visit = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port, host: own } = new URL(this.address);
      // The path as it is: no dots are resolved.
      const asked = request({ hostname, port, path, method, headers: { host: host ?? own } }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        response.on("error", reject);
      });
      asked.on("error", reject);
      asked.end();
    });
  }

  /** The events of a stream, until it is left or the server ends. */
  async *events<Update>(path: string): AsyncGenerator<Update> {
    const response = await fetch(new URL(path, this.address));
    if (response.status !== 200 || !response.body) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    let text = "";
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) yield JSON.parse(event.replace(/^data: /, "")) as Update;
    }
  }
}
