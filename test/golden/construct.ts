import type { Component, ComponentDefinition } from "@lode/core";

/** Makes a component: a function is given the options (the last argument), a class all arguments. */
export function construct<T>(definition: ComponentDefinition<T>, ...injected: readonly unknown[]): T & Component {
  const { create } = definition;
  if ("from" in create) return create.from(injected[injected.length - 1] as never) as T & Component;
  return new create(...(injected as never[])) as T & Component;
}
