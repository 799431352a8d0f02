import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TEMPLATES = fileURLToPath(new URL("../../src/create/templates", import.meta.url));
const SUFFIX = ".template";

/** Values of the placeholders of a template: `{{name}}`. */
export type TemplateValues = Readonly<Record<string, string>>;

/**
 * The files of a template folder by their paths in a created package, with placeholders filled in. Templates end in `.template`, so that neither npm nor
 * compilers take them for what they make; a `_` before a name stands for the dot of a hidden file.
 *
 * Throws a RangeError for a placeholder without value.
 */
export function templateFiles(folder: string, values: TemplateValues): ReadonlyMap<string, string> {
  const root = join(TEMPLATES, folder);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(SUFFIX));
  return new Map(paths.sort().map((path) => [createdPath(path), fill(readFileSync(join(root, path), "utf8"), values)]));
}

function createdPath(path: string): string {
  return path
    .slice(0, -SUFFIX.length)
    .replaceAll(sep, "/")
    .replace(/(^|\/)_/, "$1.");
}

function fill(text: string, values: TemplateValues): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] as string | undefined;
    if (value === undefined) throw new RangeError(`the template has a placeholder {{${name}}}, which has no value`);
    return value;
  });
}
