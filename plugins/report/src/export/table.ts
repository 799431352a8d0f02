/** What a cell holds; null is an empty one. */
export type Cell = number | string | boolean | null;

/** A row by column; columns that it has not are empty. */
export type Row = Readonly<Record<string, Cell>>;
