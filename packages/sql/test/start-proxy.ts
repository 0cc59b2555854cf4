/// <reference types="node" />
import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';

/** The faults that a proxy injects. */
export interface ProxyFaults {
  /** The local port that new connections go to. */
  target: number;
  /** Drops all bytes in both directions without closing connections, as a network partition does. */
  dropAll: boolean;
  /** The delay of each chunk, in milliseconds. */
  delayMs: number;
  /** Receives the bytes of a client before they are forwarded. */
  onRequest: ((bytes: Buffer) => void) | undefined;
  /** Receives the bytes of the server. They are dropped if it returns `false`. */
  onResponse: ((bytes: Buffer) => boolean) | undefined;
}

/** A TCP proxy between clients and a server. */
export interface ProxyServer extends ProxyFaults {
  readonly port: number;
  /** Returns the number of connected clients. */
  readonly connections: () => number;
  /** Closes all connections, as the restart of a network device does. */
  readonly disconnectAll: () => void;
  /** Closes the oldest connections, up to a number. */
  readonly disconnectOldest: (count: number) => void;
  /** Drops all further bytes of the current connections. New connections work. */
  readonly freezeConnections: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a proxy on a free port to a local port. */
export async function startProxy(target: number): Promise<ProxyServer> {
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  const frozen = new WeakSet<Socket>();
  const track = (socket: Socket, group: readonly Set<Socket>[]) => {
    for (const set of group) set.add(socket);
    // Broken connections are expected.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const set of group) set.delete(socket);
    });
  };

  const server = createServer((client) => {
    const upstream = dial(proxy.target, '127.0.0.1');
    const isDropping = () => proxy.dropAll || frozen.has(client);
    track(client, [clients, sockets]);
    track(upstream, [sockets]);
    const pipe = (from: Socket, to: Socket, forwards: (bytes: Buffer) => boolean) => {
      // Keeps the order of the chunks, also when the delay changes in between.
      let last = Promise.resolve();
      from.on('data', (bytes) => {
        if (isDropping() || !forwards(bytes)) return;
        const { delayMs } = proxy;
        last = last.then(async () => {
          if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
          if (!isDropping() && !to.destroyed) to.write(bytes);
        });
      });
      // Across a partition, one side does not learn that the other has closed its connection.
      from.on('close', () => {
        if (!isDropping()) last = last.then(() => void to.destroy());
      });
    };
    pipe(client, upstream, (bytes) => {
      proxy.onRequest?.(bytes);
      return true;
    });
    pipe(upstream, client, (bytes) => proxy.onResponse?.(bytes) ?? true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();

  const proxy: ProxyServer = {
    target,
    dropAll: false,
    delayMs: 0,
    onRequest: undefined,
    onResponse: undefined,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    connections: () => clients.size,
    disconnectAll() {
      for (const socket of sockets) socket.destroy();
    },
    disconnectOldest(count) {
      for (const client of [...clients].slice(0, count)) client.destroy();
    },
    freezeConnections() {
      for (const client of clients) frozen.add(client);
    },
    async close() {
      proxy.disconnectAll();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
