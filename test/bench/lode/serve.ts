import { createInterface } from "node:readline";

type Request = Readonly<Record<string, unknown>>;

/** What a child can be asked, by command. */
export type Commands = Readonly<Record<string, (request: never) => Promise<object>>>;

/** Answers requests, JSON lines on standard input, one after the other until there are no more. A failure is an answer too. */
export async function serve(commands: Commands): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    process.stdout.write(`${JSON.stringify(await answer(commands, request))}\n`);
  }
}

async function answer(commands: Commands, request: Request): Promise<object> {
  try {
    return await commands[request.command as string](request as never);
  } catch (error) {
    if (error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
    const message = error instanceof Error ? error.message : String(error);
    return { error: message.trim().replaceAll(/\s+/g, " ") };
  }
}
