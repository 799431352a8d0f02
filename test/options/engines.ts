import { Child } from "../run/child-process.js";
import { proofs, type Fragment, type Proof, type Table } from "./proof.js";

/** Loads an engine as a recipe has it and prints what it reports, or why it does not load. TensorFlow.js is global: hence the process. */
const PROGRAM = `
  await core("index");
  const { loadEngine } = await core("run/load-engine");
  const told = await loadEngine(JSON.parse(process.argv[1])).then(({ report }) => report, ({ code, message }) => code + ": " + message);
  console.log(JSON.stringify(told));`;

async function reportOf(engine: Fragment): Promise<unknown> {
  const child = Child.run(PROGRAM, JSON.stringify(engine));
  const told: unknown = JSON.parse(await child.line());
  await child.end();
  return told;
}

const table: Table = { threads: { low: 1, high: 2 }, provider: { low: "cpu", high: "webgpu" } };

export const engines: readonly Proof[] = ["Engine onnx", "Engine auto"].flatMap((owner) => proofs(owner, { observe: reportOf }, table));
