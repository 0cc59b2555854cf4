import { assertSame, assertThat } from '../assertions.ts';
import { contractTokens, ERROR_TEXT } from './contract-tokens.ts';
import type { Answer } from './read-response.ts';

// Written out here, and not made by core: a mistake there would be made here too.
const messages: Readonly<Record<number, readonly [string, string]>> = {
  400: ['Bad Request', 'BAD_REQUEST'],
  401: ['Unauthorized', 'UNAUTHORIZED'],
  403: ['Forbidden', 'FORBIDDEN'],
  429: ['Too Many Requests', 'TOO_MANY_REQUESTS'],
  503: ['Service Unavailable', 'SERVICE_UNAVAILABLE'],
};

/** What the connection is about, and not the answer. */
const transport = ['date', 'connection', 'keep-alive', 'transfer-encoding', 'content-length'];

/** What a refusal has beside its status. */
export interface Refusal {
  readonly status: number;
  /** What follows the realm: `''`, `, error="invalid_token"`. Absent: no challenge. */
  readonly challenge?: string | undefined;
  /** @default 'api' */
  readonly realm?: string;
  readonly retryAfter?: number;
  /** When the token expires. */
  readonly expires?: string;
  /** Names that the answer may have besides. */
  readonly besides?: RegExp;
  /** Whether it answers a HEAD. */
  readonly toHead?: boolean;
}

/** Throws unless the answer is this refusal: status, every header, every byte. */
export function assertRefused(answer: Answer, refusal: Refusal): void {
  const { status, challenge, realm = 'api', retryAfter, expires, besides, toHead = false } = refusal;
  assertThat(answer.status === status, `It must be refused with ${status}, not with ${answer.status}.`);
  const [message, code] = messages[status] ?? [];
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  assertThat(
    answer.body === (toHead ? '' : body),
    'The body of a refusal is the one that the wire contract gives, byte for byte.',
  );
  const length = answer.headers['content-length'];
  assertThat(length === undefined || Number(length) === body.length, 'Its Content-Length is right.');
  const rest = Object.entries(answer.headers).filter(
    ([name]) => !transport.includes(name) && besides?.test(name) !== true,
  );
  const expected: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (challenge !== undefined) expected['www-authenticate'] = `Bearer realm="${realm}"${challenge}`;
  if (retryAfter !== undefined) expected['retry-after'] = String(retryAfter);
  if (expires !== undefined) expected['lynk-token-expires'] = expires;
  assertSame(
    Object.fromEntries(rest),
    expected,
    'A refusal has the headers of the wire contract, and no others.',
  );
}

/** Throws unless the request was let through. */
export function assertAllowed(answer: Answer): void {
  assertThat(answer.status === 200, `It must be let through, not answered with ${answer.status}.`);
  assertThat(answer.headers['www-authenticate'] === undefined, 'Who is let through is not challenged.');
}

/** Throws unless the handler was given this principal. */
export function assertPrincipal(answer: Answer, principal: unknown): void {
  assertAllowed(answer);
  const given = JSON.parse(answer.body) as unknown;
  assertSame(given, { principal }, 'The handler is given the principal of the token that was sent.');
}

/** Throws unless the answer is the framework's own about a bug, which tells nothing. */
export function assertFailed(answer: Answer): void {
  assertThat(answer.status === 500, `A bug is a 500, not ${answer.status}.`);
  const text = JSON.stringify(answer);
  assertThat(!text.includes(ERROR_TEXT), 'The message of an error is not for the caller.');
  assertThat(
    !Object.values(contractTokens).some((token) => text.includes(token)),
    'No answer holds a token.',
  );
}
