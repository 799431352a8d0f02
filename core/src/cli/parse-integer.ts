import { InvalidArgumentError } from "commander";

/** A whole number from 0 of a command line. */
export function parseInteger(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}
