import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { ROOT } from "./packed-packages.js";

/** Something that WebGPU computes on: what titles call it, and the environment variables that lead to it. */
export interface WebgpuAdapter {
  readonly title: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Where Debian's package `chromium` describes its software Vulkan (SwiftShader). */
const SOFTWARE_VULKAN = "/usr/lib/chromium/vk_swiftshader_icd.json";
const START = `
  const { default: [engine] } = await import("@lode/engine-onnx");
  await engine.load({ provider: "webgpu", threads: 1 }).catch(({ message }) => console.log(message));
`;

/** What WebGPU finds on this machine, else software Vulkan; a string says why there is neither. ONNX Runtime does not tell what it found. */
export function webgpuAdapter(): WebgpuAdapter | string {
  // Chromium's Vulkan wants a folder of its user's.
  const variables = { XDG_RUNTIME_DIR: process.env.XDG_RUNTIME_DIR ?? tmpdir() };
  const failure = failureOf(variables);
  if (failure === "") return { title: "the adapter of this machine", variables };
  if (process.platform !== "linux") return `no GPU: ${failure}; software Vulkan is used on Linux alone`;
  if (!existsSync(SOFTWARE_VULKAN)) return `no GPU: ${failure}; no software Vulkan: Debian's packages chromium and libvulkan1 bring it`;
  const software = { ...variables, VK_DRIVER_FILES: SOFTWARE_VULKAN };
  const failureOfSoftware = failureOf(software);
  return failureOfSoftware === "" ? { title: "software Vulkan", variables: software } : `software Vulkan does not start: ${failureOfSoftware}`;
}

/** Why WebGPU does not start in this environment; empty where it starts. */
function failureOf(variables: Readonly<Record<string, string>>): string {
  const env = { ...process.env, ...variables };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", START], {
    cwd: ROOT,
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) return `its process ended with ${status}`;
  return (/Couldn't load Vulkan.*/.exec(stderr)?.[0] ?? /\(([^()]*)\)\. It needs/.exec(stdout)?.[1] ?? stdout).trim();
}
