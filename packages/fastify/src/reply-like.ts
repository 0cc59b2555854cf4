import type { IncomingLike } from '@lynk-auth/core/server';

/** As much of a reply as a refusal needs, whatever the server's and the route's own types are. */
export interface ReplyLike {
  readonly request: { readonly raw: IncomingLike };
  code(status: number): ReplyLike;
  header(name: string, value: string): ReplyLike;
  headers(values: Readonly<Record<string, string>>): ReplyLike;
  send(payload: Uint8Array): unknown;
}
