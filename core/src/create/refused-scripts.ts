/**
 * Install scripts that created packages refuse, as npm's `allowScripts` has them. onnxruntime-node's would download CUDA libraries from another host, and fails
 * the installation where that cannot be reached; npm before 11.19 does not know the key and is told by `.npmrc`. core-js's prints an advertisement.
 */
export const REFUSED_SCRIPTS = { "core-js": false, "onnxruntime-node": false } as const;
