import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { send, wait } from '../start-child.ts';

const STARTED = 'http.server.request.start';
// While other variants are measured, Node would close the connections after five seconds.
function keepConnections(message: unknown): void {
  (message as { server: Server }).server.keepAliveTimeout = 600_000;
  unsubscribe(STARTED, keepConnections);
  // A framework may have added a listener of its own.
  process.once('SIGTERM', () => process.exit());
}
subscribe(STARTED, keepConnections);
// The database is removed when the process exits.
process.once('SIGTERM', () => process.exit());

/** In a child with a server: prints its processor time whenever the parent calls `go()`, in nanoseconds. */
export async function reportUsage(): Promise<never> {
  for (;;) {
    await wait();
    const { user, system } = process.cpuUsage();
    send((user + system) * 1000);
  }
}
