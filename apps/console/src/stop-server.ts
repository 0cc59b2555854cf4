import type { Server } from 'node:http';

/**
 * Stops a server without losing a request: takes no new connection, lets those in flight be
 * answered, and closes each connection as it falls idle.
 *
 * @param server A listening server.
 * @param patienceMs After this, in milliseconds, what is left is cut.
 */
export async function stopServer(server: Server, patienceMs: number): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(cut);
}
