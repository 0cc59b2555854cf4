import { createErrorResponse, type HttpResponse } from '@lynk-auth/core/server';
import { hasMediaType, readBody } from '../read-body.ts';

const MAX_BODY_BYTES = 65_536;

/** The JSON of a request, not validated, or the response that rejects the request. */
type RequestJson = { readonly value: unknown } | { readonly response: HttpResponse };

/**
 * Reads the body of a request. It must have the media type of JSON even if it is empty: a form of another page cannot have
 * it. An empty body counts as an empty object.
 */
export async function readRequestJson(request: Request): Promise<RequestJson> {
  if (!hasMediaType(request, 'application/json')) {
    return { response: createErrorResponse('unsupported_media_type') };
  }
  const body = await readBody(request, MAX_BODY_BYTES);
  if (!body.ok) return { response: createErrorResponse(body.code) };
  try {
    return { value: body.text === '' ? {} : JSON.parse(body.text) };
  } catch {
    // The engine's error quotes the body, so it is dropped.
    return { response: createErrorResponse('bad_request') };
  }
}
