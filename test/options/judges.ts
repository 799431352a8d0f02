import { Verifier } from "@lode/core";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChatServer, refuses, says, type Reply } from "../judge/chat-server.js";
import { opened } from "./opened.js";
import { proofs, type Fragment, type Observe, type Proof } from "./proof.js";

const KEYS = { LODE_FIRST_KEY: "first", LODE_SECOND_KEY: "second" };

const late: Reply = (response, received) => void setTimeout(() => says("A")(response, received), 100);

/** Verdicts on some texts, or that none had come when the time was up; what a server was sent; and the folders that are there afterwards. */
function judgedBy(...replies: readonly Reply[]): Observe {
  return async (fragment) => {
    const [server, other] = [new ChatServer(), new ChatServer()];
    const folder = mkdtempSync(join(tmpdir(), "lode-options-"));
    await Promise.all([server.start(), other.start()]);
    server.reset(...replies);
    Object.assign(process.env, KEYS);
    try {
      const url = fragment.url === "other" ? other.url : server.url;
      const verdicts = await verdictsOf({ ...fragment, url, cache: join(folder, String(fragment.cache)) });
      const sent = server.received.map(({ headers, body }) => [headers.authorization ?? "none", body.model, body.max_tokens]);
      return { verdicts, sent, mostOpen: server.mostOpen, folders: readdirSync(folder).join(" ") };
    } finally {
      await Promise.all([server.stop(), other.stop()]);
      Object.keys(KEYS).forEach((name) => Reflect.deleteProperty(process.env, name));
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

async function verdictsOf(fragment: Fragment): Promise<unknown> {
  const attempts = ["6", "7", "8"].map((text) => ({ problem: { id: "p", prompt: "3+4", answer: "7" }, rollout: { text } }));
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 2000);
  const verify = (verifier: Verifier): Promise<unknown> => verifier.verify(attempts, controller.signal).catch(() => "none");
  try {
    return await opened(Verifier, fragment, verify);
  } finally {
    clearTimeout(timer);
  }
}

function judge(replies: readonly Reply[], table: Parameters<typeof proofs>[2]): readonly Proof[] {
  const given = { url: "one", model: "small", cache: "kept", concurrency: 3, retries: 0 };
  return proofs("Verifier judge", { given, observe: judgedBy(...replies) }, table);
}

export const judges: readonly Proof[] = [
  ...judge([says("B")], {
    url: { low: "one", high: "other" },
    model: { low: "small", high: "large" },
    keyVariable: { low: "LODE_FIRST_KEY", high: "LODE_SECOND_KEY", absent: true },
    maxTokens: { low: 16, high: 32 },
    cache: { low: "one", high: "two" },
  }),
  ...judge([late], { concurrency: { low: 1, high: 3 }, timeoutSeconds: { low: 0.02, high: 10 } }),
  ...judge([refuses(500), refuses(500), refuses(500), says("A")], {
    retries: { low: 0, high: 2, given: { backoffSeconds: 0 } },
    backoffSeconds: { low: 0, high: 60, given: { retries: 2 } },
  }),
  ...proofs(
    "Verifier chain",
    { given: { verifiers: [{ use: "exact" }, { use: "parity" }] }, observe: verdictsOf },
    {
      verifiers: { low: [{ use: "exact" }], high: [{ use: "parity" }] },
      escalate: { low: ["correct"], high: ["incorrect"] },
    },
  ),
];
