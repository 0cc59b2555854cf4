import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer in front of consoles, which never sends a request again. */
export interface Balancer {
  readonly address: string;
  /** Resolves once the balancer has seen that exactly these consoles are ready. */
  whenReady(addresses: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** How often the balancer asks `/readyz`, in milliseconds. */
const CHECK_MS = 100;

/** Starts a balancer that passes each request to the next console of those that are ready, on connections that stay open. */
export async function startBalancer(addresses: readonly string[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true });
  const ready = new Set<string>();
  let turn = 0;

  const look = async (address: string) => {
    const isReady = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(1000) }).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isReady) ready.add(address);
    else ready.delete(address);
  };
  const checks = setInterval(() => void Promise.all(addresses.map(look)), CHECK_MS);

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const [address] = [...ready].slice(turn++ % Math.max(1, ready.size));
    const fail = (status: number) => {
      if (!outgoing.headersSent) outgoing.writeHead(status);
      outgoing.end();
    };
    if (address === undefined) {
      fail(503);
      return;
    }
    const { connection: _, ...headers } = incoming.headers;
    const { method, url } = incoming;
    const sent = request(`${address}${url}`, { agent, method, headers });
    sent.on('error', () => fail(502));
    sent.on('response', (response) => {
      const { connection: _, 'keep-alive': __, ...received } = response.headers;
      outgoing.writeHead(response.statusCode ?? 502, received);
      response.on('error', () => outgoing.destroy());
      response.pipe(outgoing);
    });
    incoming.pipe(sent);
  }

  const server = createServer(pass).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async whenReady(wanted) {
      while (ready.size !== wanted.length || !wanted.every((each) => ready.has(each))) {
        await new Promise((resolve) => setTimeout(resolve, CHECK_MS));
      }
    },
    async close() {
      clearInterval(checks);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
