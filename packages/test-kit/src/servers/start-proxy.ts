import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** A proxy that connects clients to any port of 127.0.0.1, and records everything it can read. */
export interface RecordingProxy {
  readonly url: string;
  /** Returns what clients have sent since the last call. */
  taken(): string;
  close(): void;
}

/** Starts a proxy. It accepts `CONNECT` only; every other request gets a 502. */
export async function startProxy(): Promise<RecordingProxy> {
  const sockets = new Set<Socket>();
  let read = '';
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((client) => {
    track(client).on('data', (bytes) => {
      read += bytes.toString('latin1');
    });
    client.once('data', (bytes) => {
      const [, port] = /^CONNECT [^ ]+:(\d+) HTTP\/1\.1\r\n/.exec(bytes.toString('latin1')) ?? [];
      if (port === undefined) {
        client.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        return;
      }
      const upstream = track(dial(Number(port), '127.0.0.1'));
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      client.pipe(upstream).pipe(client);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken() {
      const all = read;
      read = '';
      return all;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
