/** Whether a process trains in a run's folder: "killed" where it is gone and could not say so, "none" where it has ended in good order. */
export type RunProcess = "running" | "killed" | "none";
