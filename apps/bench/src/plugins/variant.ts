import type { Server } from 'node:http';

/** A server on 127.0.0.1, and the header that it accepts. */
export interface Started {
  readonly port: number;
  readonly authorization: string;
}

/**
 * The variants of a framework: ways to verify a token in front of the same small handler. Every framework has
 * `no authentication` and `a hand-written check`, whose difference is the floor.
 */
export type Variants = Readonly<Record<string, () => Promise<Started>>>;

/** The body of every response. */
export const BODY = { data: { organization: { name: 'Acme Corp' } } };

/** Starts a Node server. */
export function listen(server: Server, authorization: string): Promise<Started> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('The server has no port.');
      resolve({ port: address.port, authorization });
    });
  });
}
