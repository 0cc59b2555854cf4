/// <reference types="node" />
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { RunningPlugin } from '@lynk-auth/conformance';
import type { Hono } from 'hono';

/** Serves an app on Node, in this process. */
export function startOnNode(app: Pick<Hono, 'fetch'>): Promise<RunningPlugin> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      resolve({
        port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    }) as Server;
  });
}
