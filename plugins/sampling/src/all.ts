import { selection } from "@lode/core";

/** Every rollout trains. */
export const all = selection({
  use: "all",
  description: "Every rollout trains.",
  explain: () => ["Selection: every rollout trains."],
  select: (batch) => Array.from({ length: batch.rows }, (_, row) => row),
});
