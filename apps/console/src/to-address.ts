/**
 * Formats the URL of an address that a server listens on. A server on all addresses is reached on that of this machine.
 *
 * @param host A host name or an IP address.
 */
export function toAddress(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
