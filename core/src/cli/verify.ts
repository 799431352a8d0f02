import { resolve } from "node:path";
import type { Dataset } from "../contracts/dataset.js";
import type { Problem } from "../contracts/problem.js";
import type { TimedVerdict, Verifier } from "../contracts/verifier.js";
import { randomStream } from "../trainer/random-stream.js";
import { auditVerifier, type Audit } from "../verify/audit-verifier.js";
import { judgeTimed } from "../verify/judge-timed.js";
import { verifierCase, type VerifierCase } from "../verify/verifier-case.js";
import { openNodes } from "./open-nodes.js";
import { readJsonLines } from "./read-json-lines.js";
import { auditNodes, DATASET, VERIFIER, verifierNodes, type NamedDataset, type NamedVerifier } from "./verifier-nodes.js";

/** A case with its verdict. */
export interface VerifiedCase extends VerifierCase {
  readonly verdict: TimedVerdict;
}

/** Reads all cases, then judges them in order and tells each. Throws for a row that is no case before any is judged. */
export async function verifyCases(file: string, named: NamedVerifier, signal: AbortSignal, tell: (verified: VerifiedCase) => void): Promise<void> {
  const cases = readJsonLines(file).map(({ place, value }) => verifierCase(value, place));
  await openNodes(await verifierNodes(named, resolve(".")), SEED, async (opened) => {
    const attempts = cases.map(({ attempt }) => attempt);
    const left = cases.values();
    for await (const verdict of judgeTimed(opened.get<Verifier>(VERIFIER), attempts, signal)) tell({ ...(left.next().value as VerifierCase), verdict });
  });
}

/** Audits a verifier on the first `count` problems of a data set, or on all. */
export async function verifyAudit(dataset: NamedDataset & { readonly count?: number }, named: NamedVerifier, signal: AbortSignal): Promise<Audit> {
  return openNodes(await auditNodes(dataset, named, resolve(".")), SEED, async (opened) => {
    const problems: Problem[] = [];
    for await (const { problem } of opened.get<Dataset>(DATASET).draws(0, "once")) {
      signal.throwIfAborted();
      if (problems.push(problem) === dataset.count) break;
    }
    return auditVerifier(opened.get<Verifier>(VERIFIER), problems, randomStream(SEED).at("audit"), signal);
  });
}

const SEED = 1;
