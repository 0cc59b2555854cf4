/// <reference types="node" />
import { createServer } from 'node:net';

/** Below the ports that systems give to outgoing connections, which could take the port of a server that is stopped. */
const FIRST_PORT = 10_000;
const PORTS = 20_000;

const found = new Set<number>();

/** Finds a free port that this process has not found before. Another process may take it before it is used. */
export async function freePort(host: string): Promise<number> {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORTS);
    if (found.has(port) || !(await isFree(port, host))) continue;
    found.add(port);
    return port;
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
