/** A plugin in plain JavaScript that is no good, as a recipe names it. */
export interface FailingPlugin {
  readonly name: string;
  readonly code: string;
  /** What the error says. */
  readonly says: readonly string[];
}

const LICENCE = "no licence for this machine";

function plugin(name: string, create: string): string {
  return [
    'import { component, definePlugin, incorrect, Verifier } from "@lode/core";',
    "const refuse = (attempts) => Promise.resolve(attempts.map(() => incorrect('never right')));",
    `const create = { from: () => (${create}) };`,
    `export default definePlugin({ name: "${name}", core: "^0.1.0", components: [component(Verifier, { use: "strange", description: "", create })] });`,
  ].join("\n");
}

const throwing = `{ throw new Error("${LICENCE}"); }`;

/** Plugins that throw, by the phase that the error has to name. */
export const THROWING: readonly FailingPlugin[] = [
  { name: "throws-on-import", code: `throw new Error("${LICENCE}");`, says: ["throws-on-import", "while it was imported", LICENCE] },
  {
    name: "throws-in-construction",
    code: plugin("throws-in-construction", `(() => ${throwing})()`),
    says: ['"strange" of throws-in-construction', "construction", LICENCE],
  },
  {
    name: "throws-in-start",
    code: plugin("throws-in-start", `{ verify: refuse, start: async () => ${throwing} }`),
    says: ['"strange" of throws-in-start', "start", LICENCE],
  },
  {
    name: "throws-in-disposal",
    code: plugin("throws-in-disposal", `{ verify: refuse, dispose: async () => ${throwing} }`),
    says: ['"strange" of throws-in-disposal', "disposal", LICENCE],
  },
  {
    name: "throws-in-verify",
    code: plugin("throws-in-verify", `{ verify: async () => ${throwing} }`),
    says: ['"strange" of throws-in-verify', "verify", LICENCE],
  },
];

/** One that brings libraries of its own, and imports nothing that could fail. */
export function plainPlugin(name: string, core = "^0.1.0"): FailingPlugin {
  return { name, code: plugin(name, "{ verify: refuse }").replace("^0.1.0", core), says: [] };
}
