/// <reference types="node" />
import { connect } from 'node:net';
import { type Answer, readResponse } from './read-response.ts';

/** A connection on which every byte is one's own. */
export interface Connection {
  /** Writes text, in latin-1. */
  send(text: string): void;
  /**
   * The next answer, read to its end; an interim one (`100 Continue`) is passed over.
   *
   * @param toHead Whether the request was a HEAD, whose answer has no body.
   * @throws {Error} where none comes in time, or the connection ends first.
   */
  answer(toHead?: boolean): Promise<Answer>;
  /** Whether the other side has ended the connection, once it has or the time is over. */
  ends(withinMs: number): Promise<boolean>;
  /** Breaks the connection off. */
  destroy(): void;
}

/** How long a plugin may take over an answer, in milliseconds. */
const LIMIT = 4000;

/** Connects to a port of this machine. */
export function openConnection(port: number): Connection {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let ended = false;
  let look = () => {};
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    look();
  });
  // An error is followed by a close, and says no more.
  socket.on('error', () => undefined);
  const end = () => {
    ended = true;
    look();
  };
  socket.on('end', end);
  socket.on('close', end);

  /** Looks again whenever something came, up to the limit. */
  function until<T>(limit: number, find: () => T | undefined): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        look = () => {};
        act();
      };
      const timer = setTimeout(() => finish(() => resolve(undefined)), limit);
      look = () => {
        try {
          const found = find();
          if (found !== undefined) finish(() => resolve(found));
        } catch (error) {
          finish(() => reject(error));
        }
      };
      look();
    });
  }

  return {
    send: (text) => void socket.write(text, 'latin1'),
    async answer(toHead = false) {
      const found = await until(LIMIT, () => {
        const answer = readResponse(received, { toHead, ended });
        if (answer === undefined && ended)
          throw new Error('The connection ended before there was an answer.');
        return answer;
      });
      if (found === undefined) throw new Error('There was no answer in time.');
      received = found.rest;
      return found.answer;
    },
    ends: async (withinMs) => (await until(withinMs, () => ended || undefined)) === true,
    destroy: () => void socket.destroy(),
  };
}
