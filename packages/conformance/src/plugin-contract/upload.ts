/// <reference types="node" />
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Listening } from './open-connection.ts';
import { type ReceivedResponse, readResponse } from './read-response.ts';

const CHUNK = 65_536;

/** An upload of a client that reads nothing before it has sent everything. */
export interface Upload {
  /** The head of the request, without a length. */
  readonly head: string;
  /** The size of the body, in bytes. */
  readonly size: number;
  /** Whether the body is sent with `Transfer-Encoding: chunked`. */
  readonly chunked: boolean;
}

/**
 * Sends a request to its last byte, and only then reads the response.
 *
 * @throws {Error} if the connection is reset meanwhile, or ends without a response.
 */
export async function uploadThenRead(
  { port, errorFormat }: Listening,
  { head, size, chunked }: Upload,
): Promise<ReceivedResponse> {
  const socket = connect(port, '127.0.0.1');
  // A write rejects with the error.
  socket.on('error', () => undefined);
  socket.pause();
  try {
    const length = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${size}`;
    await write(socket, `${head.slice(0, -2)}${length}\r\n\r\n`);
    const bytes = 'x'.repeat(CHUNK);
    for (let sent = 0; sent < size; sent += CHUNK) {
      const part = bytes.slice(0, Math.min(CHUNK, size - sent));
      await write(socket, chunked ? `${part.length.toString(16)}\r\n${part}\r\n` : part);
    }
    if (chunked) await write(socket, '0\r\n\r\n');
    return { ...(await read(socket)), errorFormat };
  } catch (cause) {
    throw new Error('The connection ended before the response was read.', { cause });
  } finally {
    socket.destroy();
  }
}

async function write(socket: Socket, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // Rejects if the server has reset the connection.
    socket.once('error', reject);
    socket.write(text, 'latin1', (error) => {
      socket.off('error', reject);
      if (error) reject(error);
      else resolve();
    });
  });
}

async function read(socket: Socket): Promise<ReceivedResponse> {
  socket.setEncoding('latin1');
  let received = '';
  let ended = false;
  socket.on('data', (text: string) => {
    received += text;
  });
  socket.on('end', () => {
    ended = true;
  });
  for (;;) {
    const found = readResponse(received, { toHead: false, ended });
    if (found !== undefined) return found.response;
    if (ended) throw new Error('The connection ended before a response.');
    const progress = ['data', 'end'].map((event) => once(socket, event));
    socket.resume();
    await Promise.race(progress);
    for (const each of progress) each.catch(() => undefined);
  }
}
