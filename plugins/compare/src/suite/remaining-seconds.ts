/** A job as far as its time goes. */
export interface JobTime {
  /** Jobs of one kind take about equally long: a recipe's runs, or cold starts. */
  readonly kind: string;
  readonly state: "queued" | "running" | "ended";
  /** Seconds since it began here, or that it took. */
  readonly elapsed: number;
  /** Of its work, the share that was done before it began here and the share that is done now. */
  readonly from: number;
  readonly share: number;
}

/**
 * Seconds until all jobs have ended, at the speed so far: what running and queued jobs have left, shared by so many at one time. A queued job takes as long as
 * the mean of its kind, or else of all. Undefined while no job tells how long one takes.
 */
export function remainingSeconds(jobs: readonly JobTime[], concurrency: number): number | undefined {
  const known = jobs.filter(({ state, from, share, elapsed }) => state !== "queued" && share > from && elapsed > 0);
  if (known.length === 0) return undefined;
  const meanOf = (some: readonly JobTime[]): number => some.reduce((sum, job) => sum + whole(job), 0) / some.length;
  const mean = (kind: string): number => {
    const same = known.filter((job) => job.kind === kind);
    return meanOf(same.length > 0 ? same : known);
  };
  const left = jobs.map((job) => {
    if (job.state === "ended") return 0;
    const total = job.state === "running" && known.includes(job) ? whole(job) : mean(job.kind);
    return total * (1 - job.share);
  });
  const sum = left.reduce((total, seconds) => total + seconds, 0);
  return Math.max(...left, sum / concurrency);
}

/** Seconds that a whole job of this speed takes. */
function whole({ elapsed, from, share }: JobTime): number {
  return elapsed / (share - from);
}
