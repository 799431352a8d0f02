import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a client sent. */
export interface Received {
  readonly path: string | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: { readonly model: string; readonly max_tokens: number; readonly messages: readonly { readonly content: string }[] };
}

/** Answers one request. */
export type Reply = (response: ServerResponse, received: Received) => void;

/** A chat endpoint on a free port of this machine. It answers by `replies`, one after the other, the last one for ever, and keeps what it was sent. */
export class ChatServer {
  readonly received: Received[] = [];
  replies: readonly Reply[] = [says("A")];
  /** Requests that are not answered yet, and the most that there were at one time. */
  open = 0;
  mostOpen = 0;
  private answered = 0;
  private readonly server: Server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  /** Forgets what was sent. */
  reset(...replies: readonly Reply[]): void {
    this.received.length = 0;
    this.answered = 0;
    this.mostOpen = 0;
    this.replies = replies;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.open++;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    response.on("close", () => this.open--);
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const received = { path: request.url, headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) as Received["body"] };
    this.received.push(received);
    this.replies[Math.min(this.answered++, this.replies.length - 1)](response, received);
  }
}

/** A chat completion with this text. */
export function says(text: string, finish = "stop"): Reply {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(completion(text, finish));
  };
}

/** A status that is no success, with a body that repeats what was sent, as some servers do. */
export function refuses(status: number, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response, { headers: sent }) => {
    response.writeHead(status, headers);
    response.end(JSON.stringify({ error: { message: `refused: ${sent.authorization ?? ""}` } }));
  };
}

/** A body that is no chat completion. */
export function writes(body: string): Reply {
  return (response) => void response.end(body);
}

/** Nothing, ever. */
export const isSilent: Reply = () => undefined;

/** The connection is cut before anything was sent. */
export const cuts: Reply = (response) => void response.destroy();

/** The connection is cut in the middle of the body. */
export const cutsBody: Reply = (response) => {
  const body = completion("A", "stop");
  response.writeHead(200, { "content-length": body.length });
  response.write(body.slice(0, 20), () => response.destroy());
};

/** The body begins and does not go on. */
export const stalls: Reply = (response) => {
  response.writeHead(200);
  response.write('{"choices":');
};

/** The body comes in pieces. */
export const isSlow: Reply = (response) => {
  const [first, second] = [completion("A", "stop").slice(0, 20), completion("A", "stop").slice(20)];
  response.write(first);
  setTimeout(() => response.end(second), 30);
};

function completion(text: string, finish: string): string {
  return JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: finish }] });
}
