/// <reference types="node" />
import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { afterAll } from 'vitest';
import { createMessageReader } from './create-message-reader.ts';

/** A pooler that keeps the connections of its clients when it moves to another server, as PgBouncer does. */
export interface Pooler {
  readonly port: number;
  /** Moves to another local port. Each connection moves with its next statement. */
  readonly move: (port: number) => void;
  /** Returns how many connections have moved so far. */
  readonly moved: () => number;
}

const sync = Buffer.from('S\0\0\0\x04', 'latin1');

/** Starts a pooler for clients that need no password. Call it at the top level of a test file. */
export async function startPooler(target: number): Promise<Pooler> {
  const sockets = new Set<Socket>();
  let current = target;
  let moved = 0;
  const track = (socket: Socket) => {
    sockets.add(socket);
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
  };

  const server = createServer((client) => {
    let startup = Buffer.alloc(0);
    const prepared: Buffer[] = [];
    const pending: Buffer[] = [];
    let port = current;
    let upstream: Socket | undefined;
    let isIdle = false;
    /** Responses that the client must not see, until its session exists on another server. */
    let hidden = 0;

    const connect = (hiddenResponses: number) => {
      port = current;
      hidden = hiddenResponses;
      const socket = track(dial(port, '127.0.0.1'));
      upstream = socket;
      socket.write(startup);
      if (hidden > 0) socket.write(Buffer.concat([...prepared, sync]));
      const onMessage = (type: string, message: Buffer) => {
        const isHidden = hidden > 0;
        if (!isHidden) client.write(message);
        if (type !== 'Z') return;
        if (isHidden) hidden -= 1;
        else isIdle = true;
        if (hidden === 0) send();
      };
      socket.on('data', createMessageReader(false, onMessage)).on('close', () => {
        if (socket === upstream) client.destroy();
      });
    };
    const send = () => {
      if (hidden > 0 || pending.length === 0) return;
      if (isIdle && port !== current) {
        isIdle = false;
        moved += 1;
        const old = upstream;
        connect(2);
        old?.destroy();
        return;
      }
      isIdle = false;
      upstream?.write(Buffer.concat(pending.splice(0)));
    };
    const onRequest = (type: string, message: Buffer) => {
      if (type === '') {
        startup = Buffer.from(message);
        return connect(0);
      }
      // A statement with a name: it is prepared again on another server.
      if (type === 'P' && message[5] !== 0) prepared.push(Buffer.from(message));
      pending.push(message);
      send();
    };
    track(client)
      .on('data', createMessageReader(true, onRequest))
      .on('close', () => upstream?.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    move(to) {
      current = to;
    },
    moved: () => moved,
  };
}
