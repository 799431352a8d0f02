import type { MetricDeclaration, MetricDeclarations } from "@lode/core";

/** How a metric is declared: under its own name, or under one with places, such as `evaluation/<set>/pass<k>`. */
export function declarationOf(name: string, declarations: MetricDeclarations): MetricDeclaration | undefined {
  if (Object.hasOwn(declarations, name)) return declarations[name];
  const pattern = Object.keys(declarations).find((declared) => declared.includes("<") && fits(name, declared));
  return pattern === undefined ? undefined : declarations[pattern];
}

function fits(name: string, declared: string): boolean {
  const parts = declared.split(/(<[^>]*>)/).map((part) => (part.startsWith("<") ? placePattern(part) : escaped(part)));
  return new RegExp(`^${parts.join("")}$`).test(name);
}

/** `<k>` is a number. */
function placePattern(place: string): string {
  return place === "<k>" ? "\\d+" : ".+";
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
