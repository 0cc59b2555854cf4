import type { IncomingLike } from '@lynk-auth/core/server';

/** The part of a Fastify reply that sending a refusal needs, independent of the server's and the route's types. */
export interface ReplyLike {
  readonly request: { readonly raw: IncomingLike };
  code(status: number): ReplyLike;
  header(name: string, value: string): ReplyLike;
  headers(values: Readonly<Record<string, string>>): ReplyLike;
  send(payload: Uint8Array): unknown;
}
