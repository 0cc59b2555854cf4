import type { IncomingMessage } from 'node:http';
import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';
import { z } from 'zod';
import type { GraphQLParams } from '../graphql/context.ts';
import { isNestedDeeper } from './is-nested-deeper.ts';
import { readBody } from './read-body.ts';

/** The largest accepted body, in bytes: many times what a document and its variables need. */
const BODY_LIMIT = 128 * 1024;

/** How deep the values of a body may be nested: many times what the input types of the schema need. */
const MAX_NESTING = 50;

/** `application/json`, without a charset or in UTF-8. */
const JSON_BODY = /^application\/json[ \t]*(?:;[ \t]*charset=(?:utf-8|"utf-8")[ \t]*)?;?$/i;

/** The parameters of GraphQL over HTTP. Other properties are ignored. */
const body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** The parameters, or the error response to send. */
export type ParamsResult =
  | { readonly ok: true; readonly params: GraphQLParams }
  | { readonly ok: false; readonly response: HttpResponse };

/**
 * Reads the GraphQL parameters of a request. Checks the media type, then the size, then the JSON.
 *
 * @param request A request whose token is verified.
 * @param beforeBody Called before the body is read. The client may wait for `100 Continue`.
 */
export async function readParams(request: IncomingMessage, beforeBody: () => void): Promise<ParamsResult> {
  if (!JSON_BODY.test(request.headers['content-type'] ?? '')) return failure('unsupported_media_type');
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return failure('unsupported_media_type');
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return failure('content_too_large');
  beforeBody();
  const read = await readBody(request, BODY_LIMIT);
  if (!read.ok) return failure(read.reason === 'too_large' ? 'content_too_large' : 'bad_request');
  const json = parseJson(read.text);
  const parsed = body.safeParse(json);
  if (!parsed.success || isNestedDeeper(json, MAX_NESTING)) return failure('bad_request');
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

const failure = (code: Parameters<typeof createErrorResponse>[0]): ParamsResult => ({
  ok: false,
  response: createErrorResponse(code),
});
