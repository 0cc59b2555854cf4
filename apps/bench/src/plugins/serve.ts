// One framework with one variant. It prints its port and header, and then its processor time whenever the parent calls
// `go()`, in nanoseconds.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { send, wait } from '../start-child.ts';
import { type Framework, frameworks } from './frameworks.ts';

const STARTED = 'http.server.request.start';
// While other variants are measured, Node would close the connections after five seconds.
function keepConnections(message: unknown): void {
  (message as { server: Server }).server.keepAliveTimeout = 600_000;
  unsubscribe(STARTED, keepConnections);
  // The database is removed when the process exits.
  process.once('SIGTERM', () => process.exit());
}
subscribe(STARTED, keepConnections);
// The database is removed when the process exits.
process.once('SIGTERM', () => process.exit());

const [framework, variant = ''] = process.argv.slice(2);
send(await (await frameworks[framework as Framework]())[variant]?.());
for (;;) {
  await wait();
  const { user, system } = process.cpuUsage();
  send((user + system) * 1000);
}
