/** Added to a score that must not count: its share is 0 exactly. */
export const UNSEEN = -1e9;
