import { discardRequestBody, type HttpResponse } from '@lynk-auth/core/server';
import type { ReplyLike } from './reply-like.ts';

/** Sends an error response as bytes: a string would pass through the application's serializer, if there is one. */
export function sendRefusal(reply: ReplyLike, { status, headers, body }: HttpResponse): void {
  if (discardRequestBody(reply.request.raw)) reply.header('Connection', 'close');
  reply.code(status).headers(headers).send(new TextEncoder().encode(body));
}
