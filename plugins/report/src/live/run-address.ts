/** Where the live server has the page of a run. */
export function runAddress(path: string): string {
  return `/run?path=${encodeURIComponent(path)}`;
}
