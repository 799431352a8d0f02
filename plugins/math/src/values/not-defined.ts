/** An expression that has no value: a division by 0, a logarithm of 0, something that is no number. Caught by `evaluate`. */
export class NotDefined extends Error {}
