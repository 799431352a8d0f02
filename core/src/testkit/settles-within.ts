/**
 * True where the work ends, well or badly, before so many seconds have gone by. Work that blocks the thread and ends late is found out as well;
 * work that blocks it for ever is up to the test runner.
 */
export async function settlesWithin(seconds: number, work: () => Promise<unknown>): Promise<boolean> {
  let late = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve();
    }, seconds * 1000);
  });
  await Promise.race([work().then(nothing, nothing), expiry]);
  await turn();
  clearTimeout(timer);
  return !late;
}

/** Lets timers that are due run. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

function nothing(): void {
  // How the work ended does not matter here.
}
