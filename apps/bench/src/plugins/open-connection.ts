import { once } from 'node:events';
import { connect } from 'node:net';
import { BODY } from './variant.ts';

/** A kept connection to a server. */
export interface Connection {
  /** Sends a request and waits for its response. */
  request(): Promise<void>;
  end(): void;
}

const END = JSON.stringify(BODY);

/** Opens a connection. Requests have the headers of Node's `fetch`; their cost in this process is small. */
export async function openConnection(port: number, authorization: string): Promise<Connection> {
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
  const request = `${head.join('\r\n')}\r\n\r\n`;
  const socket = connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1');
  await once(socket, 'connect');
  let received = '';
  let done: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  let isClosed = false;
  socket.on('data', (data: string) => {
    received += data;
    if (!received.startsWith('HTTP/1.1 200 ')) fail(new Error(`Not a 200: ${received.slice(0, 16)}`));
    if (received.endsWith(END)) done();
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
