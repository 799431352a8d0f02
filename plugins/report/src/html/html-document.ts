import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { embeddedJson } from "./embedded-json.js";
import { escapedText } from "./escaped-text.js";
import { libraryScript } from "./library-script.js";
import { linkedModules } from "./linked-modules.js";

export interface DocumentContents {
  readonly title: string;
  readonly kind: "run" | "suite" | "runs";
  readonly data: object;
  readonly live?: { readonly events: string };
}

/** Plotting, bundled by its makers as scripts that need no modules. */
const LIBRARIES = [
  ["d3", "../dist/d3.min.js"],
  ["@observablehq/plot", "../dist/plot.umd.min.js"],
] as const;

/**
 * An HTML document that carries its data, its code and its style, and that a strict policy forbids to load or to run anything else: what a model wrote
 * is data, never markup.
 */
export function htmlDocument({ title, kind, data, live }: DocumentContents): string {
  const scripts = [
    ...LIBRARIES.map(([name, file]) => libraryScript(name, file)),
    linkedModules(fileURLToPath(new URL("../page/", import.meta.url)), `${kind}.js`),
  ];
  const style = readFileSync(new URL("../../style/page.css", import.meta.url), "utf8");
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.map(hashSource).join(" ")}`,
    `style-src ${hashSource(style)}`,
    `connect-src ${live ? "'self'" : "'none'"}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<link rel="icon" href="data:,">',
    `<title>${escapedText(title)}</title>`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    '<noscript><p class="note">This page draws its charts with its own script; without script there is nothing to see.</p></noscript>',
    `<script type="application/json" id="data">${embeddedJson({ ...data, live })}</script>`,
    ...scripts.map((script) => `<script>${script}</script>`),
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
