import { once } from 'node:events';
import { connect } from 'node:net';
import type { Started } from './variant.ts';

/** A kept connection to a server. */
export interface Connection {
  /** Sends a request and waits for its response. */
  request(): Promise<void>;
  end(): void;
}

/** Creates the request that every plugin serves, with the headers of Node's `fetch`. */
export function createGet({ port, authorization }: Started): string {
  const head = [
    'GET / HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    'connection: keep-alive',
    `authorization: ${authorization}`,
    'accept: */*',
    'accept-language: *',
    'sec-fetch-mode: cors',
    'user-agent: node',
    'accept-encoding: gzip, deflate',
  ];
  return `${head.join('\r\n')}\r\n\r\n`;
}

/** All of these responses are JSON objects without a line break. */
const isComplete = (received: string): boolean => received.endsWith('}') && received.includes('\r\n\r\n{');

/** Opens a connection that sends one request again and again. Its cost in this process is small. */
export async function openConnection(port: number, request: string): Promise<Connection> {
  const socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1');
  await once(socket, 'connect');
  let received = '';
  let done: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  let isClosed = false;
  socket.on('data', (data: string) => {
    received += data;
    if (!received.startsWith('HTTP/1.1 200 ')) fail(new Error(`Not a 200: ${received.slice(0, 16)}`));
    if (isComplete(received)) done();
  });
  socket.on('close', () => {
    isClosed = true;
    fail(new Error('The server closed a connection.'));
  });
  return {
    request: () =>
      new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The server has closed a connection.');
        received = '';
        done = resolve;
        fail = reject;
        socket.write(request);
      }),
    end: () => socket.destroy(),
  };
}
