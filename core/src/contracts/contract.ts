import { inject as tsyringeInject, injectable } from "tsyringe";

declare const provides: unique symbol;

/** The injection token of a contract. It stands beside the interface of the same name, so that one import serves type and token. */
export type Contract<T> = symbol & { readonly [provides]?: T };

/**
 * Makes the token of a contract: `export const Verifier = contract<Verifier>("Verifier")`.
 * Tokens are interned by name, so that a plugin and the core agree on them whatever the import path.
 */
export function contract<T>(name: string): Contract<T> {
  return Symbol.for(`@lode/core/${name}`) as Contract<T>;
}

/** The name that `contract` was given: "Verifier". */
export function contractName(token: Contract<unknown>): string {
  return (Symbol.keyFor(token) ?? "").replace("@lode/core/", "");
}

/** Marks a constructor parameter with the contract that it receives. Every parameter of an injected class carries one. */
export function inject<T>(token: Contract<T>): ParameterDecorator {
  return tsyringeInject(token as symbol) as ParameterDecorator;
}

export { injectable };
