const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

/**
 * True where the `Host` of a request names this machine. A page of another site whose name has come to resolve to this machine ("DNS rebinding") sends its
 * own name, and must not read the runs.
 */
export function isLocalHost(host: string | undefined): boolean {
  const name = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(host ?? "")?.[1];
  return name !== undefined && LOCAL.includes(name.toLowerCase());
}
