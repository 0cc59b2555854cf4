import type { IncomingMessage } from 'node:http';
import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';
import { z } from 'zod';
import type { GraphQLParams } from '../graphql/create-graphql.ts';
import { readBody } from './read-body.ts';

/** The most that a body may have, in bytes. */
const BODY_LIMIT = 1024 * 1024;

/** `application/json`, alone or in UTF-8. */
const JSON_BODY = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?;?$/i;

/** What GraphQL over HTTP lets a client send; what else is there is not looked at. */
const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** A body that could be read, or the finished refusal. */
export type ParamsResult =
  | { readonly ok: true; readonly params: GraphQLParams }
  | { readonly ok: false; readonly answer: HttpResponse };

/**
 * Reads what a client asks: media type, then size, then the form of the JSON.
 *
 * @param request A request whose token was checked already.
 * @param beforeBody Called when the body is wanted: a client may wait for the word.
 */
export async function readParams(request: IncomingMessage, beforeBody: () => void): Promise<ParamsResult> {
  if (!JSON_BODY.test(request.headers['content-type'] ?? '')) return refused('unsupported_media_type');
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return refused('unsupported_media_type');
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return refused('content_too_large');
  beforeBody();
  const read = await readBody(request, BODY_LIMIT);
  if (!read.ok) return refused(read.reason === 'too_large' ? 'content_too_large' : 'bad_request');
  const parsed = body.safeParse(parseJson(read.text));
  if (!parsed.success) return refused('bad_request');
  const { query, variables, operationName } = parsed.data;
  return {
    ok: true,
    params: { query, variables: variables ?? undefined, operationName: operationName ?? undefined },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const refused = (code: Parameters<typeof createErrorResponse>[0]): ParamsResult => ({
  ok: false,
  answer: createErrorResponse(code),
});
