import { parentPort, workerData } from "node:worker_threads";
import { judgeAnswer } from "../judge-answer.js";
import { judgeInThread } from "./judge-in-thread.js";
import type { ThreadStart } from "./thread-messages.js";

// The module that a thread runs.
const start = workerData as ThreadStart;
if (parentPort) judgeInThread(parentPort, start, ({ gold, text, kind }) => judgeAnswer(gold, text, { profile: start.profile, kind }));
