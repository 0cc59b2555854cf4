import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { welcome } from '../tokens/welcome.ts';
import { newTokens } from './new-tokens.ts';
import { openEdge } from './open-edge.ts';
import type { Start } from './running.ts';

/** Starts a wiring on edge-light, behind a Node server: the server of edge-runtime drops one of two header lines. */
export const onEdge =
  (name: string): Start =>
  async ({ port, print }) => {
    const { first, digests } = newTokens();
    const server = createAdaptorServer({ fetch: openEdge(name, digests) }) as Server;
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    print(welcome(address, first));
    return {
      address,
      token: first.pipeline.reveal(),
      async stop() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  };
