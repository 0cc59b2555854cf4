import { clients, type RunClient } from './clients.ts';
import { onBun } from './on-bun.ts';
import { onDeno } from './on-deno.ts';
import { onEdge } from './on-edge.ts';
import { onNode } from './on-node.ts';
import { onSqlite } from './on-sqlite.ts';
import { startRemoteWorker, startStaticWorker } from './on-workerd.ts';
import type { Start } from './running.ts';

/** A wiring of the API, with a client on the same runtime. */
export interface Wiring {
  readonly about: string;
  readonly start: Start;
  readonly client: RunClient;
}

const wiring = (about: string, start: Start, client: RunClient): Wiring => ({ about, start, client });

export const wirings: Readonly<Record<string, Wiring>> = {
  'node-http': wiring('Node, node:http', onNode('dist/wirings/node-http.js'), clients.node),
  express: wiring(
    'Node, Express, tokens in SQLite',
    onSqlite(onNode('dist/wirings/express.js')),
    clients.axios,
  ),
  nest: wiring('Node, Nest', onNode('dist/wirings/nest.js'), clients.axios),
  fastify: wiring('Node, Fastify', onNode('dist/wirings/fastify.js'), clients.node),
  deno: wiring('Deno, Deno.serve', onDeno('deno'), clients.deno),
  'deno-hono': wiring('Deno, Hono', onDeno('deno-hono'), clients.deno),
  bun: wiring('Bun, Bun.serve', onBun('bun'), clients.bun),
  'worker-static': wiring('Workers, digests in the configuration', startStaticWorker, clients.worker),
  'worker-remote': wiring('Workers, tokens verified by another server', startRemoteWorker, clients.worker),
  edge: wiring('edge-light, a fetch listener', onEdge('edge'), clients.edge),
  'next-route': wiring('edge-light, a route handler for Next', onEdge('next-route'), clients.edge),
};
