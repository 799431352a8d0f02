/** A text that is no mathematical answer as this parser knows them. Caught by `parseAnswer`. */
export class ParseFailure extends Error {}
