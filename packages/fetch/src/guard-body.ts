import { discardBody, guardStream, type StreamLimits } from '@lynk-auth/core/internal';
import type { AnyResponse } from './fetch.ts';
import { toHeadersInit } from './to-headers-init.ts';

/** The statuses of responses that cannot have a body. */
const BODILESS: readonly number[] = [101, 103, 204, 205, 304];

/**
 * Returns a response of the runtime whose body enforces the limits while the caller reads it.
 *
 * @param response The response of any implementation.
 * @param limits The limits of the body.
 */
export function guardBody(response: AnyResponse, limits: StreamLimits): Response {
  const { body, status, statusText, headers, url } = response;
  const hasBody = body !== null && body !== undefined && !BODILESS.includes(status);
  if (!hasBody) discardBody(body);
  const guarded = hasBody ? guardStream(response, limits) : null;
  const copy = new Response(guarded, { status, statusText, headers: toHeadersInit(headers) });
  return Object.defineProperty(copy, 'url', { value: url });
}
