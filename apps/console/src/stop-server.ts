import type { Server } from 'node:http';

/**
 * Stops a server without losing a request: it accepts no new connection, completes the requests in flight, and closes each
 * connection once it is idle.
 *
 * @param server A listening server.
 * @param timeoutMs Connections that are still open after this time, in milliseconds, are closed.
 */
export async function stopServer(server: Server, timeoutMs: number): Promise<void> {
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(cut);
}
