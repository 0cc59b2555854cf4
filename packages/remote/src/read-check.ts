import { LynkBadResponseError, LynkGraphQLError, type TokenFormat } from '@lynk-auth/core';
import { readGraphQLResult } from '@lynk-auth/core/client';
import { copyOwn, DATE_TIME_RANGE, parseDateTime, tokenExpiresName } from '@lynk-auth/core/internal';
import * as z from 'zod/mini';
import type { PostResponse } from './post.ts';
import { readJson } from './read-json.ts';

/** The check query: it requests only what every valid token may read. */
export const checkBody = JSON.stringify({ query: 'query { organization { id name } }' });

const schema = z.object({
  data: z.object({
    organization: z.object({ id: z.string().check(z.regex(/^[!-~]{1,200}$/)), name: z.string() }),
  }),
});

/** The levels of the schema. */
const DEPTH = 3;

/** What the API returns for a valid token. */
export interface CheckResult {
  readonly organization: { readonly id: string; readonly name: string };
  /** When the token expires, in epoch milliseconds; `null` if never, or if the API does not say. */
  readonly expiresAt: number | null;
}

/**
 * Reads a 200 response to the check query.
 *
 * @throws {LynkGraphQLError} When the response has errors. The error repeats nothing of them.
 * @throws {LynkBadResponseError} For any other response that does not match the check query.
 */
export function readCheck(response: PostResponse, format: TokenFormat): CheckResult {
  const { status, headers } = response;
  const { text, json } = readJson(response);
  const result = readGraphQLResult(status, headers, text);
  if (!result.ok) throw withoutServerText(result.error);
  const parsed = schema.safeParse(copyOwn(json, DEPTH));
  if (!parsed.success) throw new LynkBadResponseError('wrong_shape', status);
  return { organization: parsed.data.data.organization, expiresAt: readExpiry(headers, { format, status }) };
}

/** Drops the server's error messages, which may repeat the token. */
const withoutServerText = <E extends Error>(error: E) =>
  error.name === 'LynkGraphQLError'
    ? new LynkGraphQLError([
        { message: 'The API returned errors for the check query.', code: undefined, path: undefined },
      ])
    : error;

/** A year after 9999, as `Date` writes it: not RFC 3339, but its meaning is clear. It is read as the end of the year 9999. */
const LATE = /^\+\d{6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** Any other unreadable expiry is an error: treating it as "never" would accept the token without a limit. */
function readExpiry(
  headers: Headers,
  { format, status }: { readonly format: TokenFormat; readonly status: number },
): number | null {
  const value = headers.get(tokenExpiresName(format));
  if (value === null) return null;
  const time = LATE.test(value) ? DATE_TIME_RANGE.last : parseDateTime(value);
  if (time === null) throw new LynkBadResponseError('wrong_shape', status);
  return time;
}
