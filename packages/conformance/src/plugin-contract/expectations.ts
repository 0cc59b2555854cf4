import { assertSame, assertThat } from '../assertions.ts';
import { contractTokens, ERROR_TEXT } from './contract-tokens.ts';
import { type Content, contentOf } from './error-body.ts';
import type { ReceivedResponse } from './read-response.ts';

/** Headers of the connection. */
const transport = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/** The expected error response. */
export interface Refusal {
  readonly status: number;
  /** What follows the realm: `''`, `, error="invalid_token"`. Absent: no challenge. */
  readonly challenge?: string | undefined;
  /** @default 'api' */
  readonly realm?: string;
  readonly retryAfter?: number;
  /** When the token expires. */
  readonly expires?: string;
  /** Names of additional headers that are allowed. */
  readonly besides?: RegExp;
  /** Whether it is the response to a HEAD request. */
  readonly toHead?: boolean;
  /** The body and its content type, if they are not those of the error format in which the contract runs. */
  readonly content?: Content;
}

/** Throws unless the response is exactly this error response. */
export function assertRefused(response: ReceivedResponse, refusal: Refusal): void {
  const { status, challenge, realm = 'api', retryAfter, expires, besides, toHead = false } = refusal;
  const { content = contentOf(response.errorFormat ?? 'graphql', status) } = refusal;
  assertThat(response.status === status, `Expected status ${status}, got ${response.status}.`);
  // The response was read as latin-1.
  const body = String.fromCharCode(...new TextEncoder().encode(content.body));
  assertThat(response.body === (toHead ? '' : body), 'The body must be that of the format, byte for byte.');
  const length = response.headers['content-length'];
  assertThat(length === undefined || Number(length) === body.length, 'Content-Length must match the body.');
  const rest = Object.entries(response.headers).filter(
    ([name]) => !transport.includes(name) && besides?.test(name) !== true,
  );
  const expected: Record<string, string> = {
    'content-type': content.type,
    'cache-control': 'no-store',
  };
  if (challenge !== undefined) expected['www-authenticate'] = `Bearer realm="${realm}"${challenge}`;
  if (retryAfter !== undefined) expected['retry-after'] = String(retryAfter);
  if (expires !== undefined) expected['lynk-token-expires'] = expires;
  assertSame(
    Object.fromEntries(rest),
    expected,
    'The headers must be those of the wire contract and no others.',
  );
}

/** Throws unless the request succeeded. */
export function assertAllowed(response: ReceivedResponse): void {
  assertThat(response.status === 200, `Expected status 200, got ${response.status}.`);
  assertThat(
    response.headers['www-authenticate'] === undefined,
    'A successful response must have no challenge.',
  );
}

/** Throws unless the handler received this principal. */
export function assertPrincipal(response: ReceivedResponse, principal: unknown): void {
  assertAllowed(response);
  const given = JSON.parse(response.body) as unknown;
  assertSame(given, { principal }, 'The handler must receive the principal of the token.');
}

/** Throws unless the response is the framework's own 500 without details. */
export function assertFailed(response: ReceivedResponse): void {
  assertThat(response.status === 500, `Expected status 500, got ${response.status}.`);
  const text = JSON.stringify(response);
  assertThat(!text.includes(ERROR_TEXT), 'The response must not contain the message of the error.');
  assertThat(
    !Object.values(contractTokens).some((token) => text.includes(token)),
    'The response must not contain a token.',
  );
}
