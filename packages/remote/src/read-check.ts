import { LynkBadResponseError, LynkGraphQLError, readGraphQLResult } from '@lynk-auth/core';
import * as z from 'zod';
import type { Answer } from './post.ts';
import { readJson } from './read-json.ts';

/** The check that a token works: what it asks for is what every token may read. */
export const checkBody = JSON.stringify({ query: 'query { organization { id name } }' });

const schema = z.object({
  organization: z.object({ id: z.string().regex(/^[!-~]{1,200}$/), name: z.string() }),
});

const dateTime = z.iso.datetime({ offset: true });

/** What the API says of a token that works. */
export interface Check {
  readonly organization: { readonly id: string; readonly name: string };
  /** When the token expires, in epoch milliseconds; `null` where the API does not say, or never. */
  readonly expiresAt: number | null;
}

/**
 * Reads a 200 to the check.
 *
 * @throws {LynkGraphQLError} when the answer has errors: of them it tells nothing.
 * @throws {LynkBadResponseError} for everything else that is no answer to the check.
 */
export function readCheck(answer: Answer): Check {
  const { status, headers } = answer;
  const read = readGraphQLResult(status, headers, readJson(answer).text);
  if (!read.ok) throw withoutText(read.error);
  const data = schema.safeParse(read.data);
  if (!data.success) throw new LynkBadResponseError('wrong_shape', status);
  return { organization: data.data.organization, expiresAt: readExpiry(headers, status) };
}

/** The server's own words may be anything, the token included. */
const withoutText = <E extends Error>(error: E) =>
  error.name === 'LynkGraphQLError'
    ? new LynkGraphQLError([
        { message: 'The API answered the check with errors.', code: undefined, path: undefined },
      ])
    : error;

/** A moment that cannot be read is not taken for "never". */
function readExpiry(headers: Headers, status: number): number | null {
  const text = headers.get('lynk-token-expires');
  if (text === null) return null;
  const time = dateTime.safeParse(text).success ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new LynkBadResponseError('wrong_shape', status);
  return time;
}
