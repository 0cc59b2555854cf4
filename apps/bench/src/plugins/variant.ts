import type { Server } from 'node:http';

/** A server that listens on 127.0.0.1, and the header that it lets in; both are its own business otherwise. */
export interface Started {
  readonly port: number;
  readonly authorization: string;
}

/**
 * One framework with one way to judge a token, in front of the same small handler. Two have names that
 * the group knows: `nothing`, and `a hand-written check`, which is the floor.
 */
export type Variants = Readonly<Record<string, () => Promise<Started>>>;

/** What the handlers answer. */
export const ANSWER = { data: { organization: { name: 'Acme Corp' } } };

/** Lets a server of Node listen. */
export function listen(server: Server, authorization: string): Promise<Started> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The server has no port.');
      resolve({ port: address.port, authorization });
    });
  });
}
