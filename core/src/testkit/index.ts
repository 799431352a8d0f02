export { type TestRunner } from "./test-runner.js";
export { describeVerifier } from "./verifier/describe-verifier.js";
export { type VerifierExample, type VerifierSubject } from "./verifier/verifier-subject.js";
