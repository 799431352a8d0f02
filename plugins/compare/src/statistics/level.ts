/** Intervals are 95 % intervals, and one verdict in twenty suites without a difference may be false. */
export const LEVEL = 0.05;
