/// <reference types="node" />
import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';

/** What becomes of the bytes that pass. */
export interface Weather {
  /** Nothing arrives any more, in either direction, and nobody is told: a network that is cut in two. */
  swallow: boolean;
  /** How long every piece takes, in milliseconds. */
  delayMs: number;
  /** Is shown what a client sends, before it is passed on. */
  onRequest: ((bytes: Buffer) => void) | undefined;
  /** Is shown what the server answers; with `false` it is not passed on. */
  onAnswer: ((bytes: Buffer) => boolean) | undefined;
}

/** Stands between a client and a server, and makes trouble. */
export interface ProxyServer extends Weather {
  readonly port: number;
  /** How many clients are connected. */
  readonly connections: () => number;
  /** Ends all connections, as a restart of something on the way does. */
  readonly cut: () => void;
  /** Nothing arrives any more over what is connected now. Who connects from now on is not concerned. */
  readonly strand: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a proxy, on a free port, to a port of this machine. */
export async function startProxy(target: number): Promise<ProxyServer> {
  const clients = new Set<Socket>();
  const sockets = new Set<Socket>();
  const stranded = new WeakSet<Socket>();
  const track = (socket: Socket, group: readonly Set<Socket>[]) => {
    for (const set of group) set.add(socket);
    // A connection that breaks is what this is for.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const set of group) set.delete(socket);
    });
  };

  const server = createServer((client) => {
    const upstream = dial(target, '127.0.0.1');
    const isSilent = () => proxy.swallow || stranded.has(client);
    track(client, [clients, sockets]);
    track(upstream, [sockets]);
    const pipe = (from: Socket, to: Socket, passes: (bytes: Buffer) => boolean) => {
      // One piece after the other, also where the delay has changed in between.
      let last = Promise.resolve();
      from.on('data', (bytes) => {
        if (isSilent() || !passes(bytes)) return;
        const { delayMs } = proxy;
        last = last.then(async () => {
          if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
          if (!isSilent() && !to.destroyed) to.write(bytes);
        });
      });
      // Who is cut off does not hear that the other one went away.
      from.on('close', () => {
        if (!isSilent()) last = last.then(() => void to.destroy());
      });
    };
    pipe(client, upstream, (bytes) => {
      proxy.onRequest?.(bytes);
      return true;
    });
    pipe(upstream, client, (bytes) => proxy.onAnswer?.(bytes) ?? true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();

  const proxy: ProxyServer = {
    swallow: false,
    delayMs: 0,
    onRequest: undefined,
    onAnswer: undefined,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    connections: () => clients.size,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    strand() {
      for (const client of clients) stranded.add(client);
    },
    async close() {
      proxy.cut();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
