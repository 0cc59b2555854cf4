/// <reference types="node" />
import { connect } from 'node:net';
import type { ErrorFormatName, RunningPlugin } from './plugin-under-test.ts';
import { type ReceivedResponse, readResponse } from './read-response.ts';

/** Where a case sends its requests. */
export interface Listening extends Pick<RunningPlugin, 'port'> {
  /** The format of error responses that the app was started with. */
  readonly errorFormat?: ErrorFormatName | undefined;
}

/** A raw connection. */
export interface Connection {
  /** Writes a string in latin-1. */
  send(text: string): void;
  /**
   * Reads the next response to its end. Skips interim responses (`100 Continue`).
   *
   * @param toHead Whether the request was a HEAD, whose response has no body.
   * @throws {Error} if there is no response in time, or the connection ends first.
   */
  response(toHead?: boolean): Promise<ReceivedResponse>;
  /** Resolves to whether the server ends the connection within this time. */
  ends(withinMs: number): Promise<boolean>;
  /** Destroys the connection. */
  destroy(): void;
}

/** How long to wait for a response, in milliseconds. */
const LIMIT = 4000;

/** Connects to an app on this machine. */
export function openConnection({ port, errorFormat }: Listening): Connection {
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

  /** Evaluates `find` again whenever data arrives, up to the limit. */
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
    async response(toHead = false) {
      const found = await until(LIMIT, () => {
        const response = readResponse(received, { toHead, ended });
        if (response === undefined && ended) throw new Error('The connection ended before a response.');
        return response;
      });
      if (found === undefined) throw new Error('There was no response in time.');
      received = found.rest;
      return { ...found.response, errorFormat };
    },
    ends: async (withinMs) => (await until(withinMs, () => ended || undefined)) === true,
    destroy: () => void socket.destroy(),
  };
}
