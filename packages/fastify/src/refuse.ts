import { type HttpResponse, leavesBody } from '@lynk-auth/core/server';
import type { ReplyLike } from './reply-like.ts';

/** Sends a finished refusal, as bytes: a text would go through a serializer that somebody may have set. */
export function refuse(reply: ReplyLike, { status, headers, body }: HttpResponse): void {
  if (leavesBody(reply.request.raw)) reply.header('Connection', 'close');
  reply.code(status).headers(headers).send(new TextEncoder().encode(body));
}
