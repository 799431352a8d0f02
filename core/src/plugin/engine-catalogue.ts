/**
 * Lode's own engines in the order in which "auto" tries them: the packages that have them, and how to come by one that does not load. A whole package
 * brings all that it needs, so that something is wrong where it is installed and does not load.
 */
export const ENGINE_CATALOGUE = [
  {
    name: "tensorflow-gpu",
    packageName: "@lode/engine-tensorflow",
    whole: false,
    description: "Native TensorFlow on a GPU.",
    install: "an NVIDIA GPU, and npm run setup:tensorflow -- --gpu in Lode's repository, elsewhere npx lode-setup-tensorflow --gpu",
  },
  {
    name: "onnx",
    packageName: "@lode/engine-onnx",
    whole: true,
    description: "ONNX Runtime, operations gathered into graphs.",
    install: "npm install @lode/engine-onnx",
  },
  {
    name: "tensorflow",
    packageName: "@lode/engine-tensorflow",
    whole: false,
    description: "Native TensorFlow.",
    install: "npm run setup:tensorflow in Lode's repository, elsewhere npx lode-setup-tensorflow",
  },
  {
    name: "wasm",
    packageName: "@lode/engine-wasm",
    whole: true,
    description: "TensorFlow.js on WebAssembly, one thread.",
    install: "npm install @lode/engine-wasm",
  },
  {
    name: "cpu",
    packageName: "@lode/core",
    whole: true,
    description: "TensorFlow.js in plain JavaScript: slow, and always there.",
    install: "npm install @lode/core",
  },
] as const;
