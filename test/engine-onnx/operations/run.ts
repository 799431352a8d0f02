import { conformance } from "./conformance.js";

/** Run by hand: tfjs-core's own tests on the ONNX engine, or on the one named, with all that is wrong. */
const { passing, differing, complaints } = await conformance(process.argv[2] ?? "onnx");
for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
process.stdout.write(`${passing} specs pass with the numbers of the cpu engine; ${differing} names of specs do not; ${complaints.length} complaints\n`);
if (complaints.length > 0) process.exitCode = 1;
