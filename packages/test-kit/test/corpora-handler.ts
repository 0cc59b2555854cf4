import {
  type AuthorizationVector,
  authorizationCorpus,
  contractVerifier,
  tokenCorpus,
} from '@lynk-auth/conformance';
import {
  classifyToken,
  createPrincipal,
  maskToken,
  parseReasons,
  parseToken,
  readBearer,
} from '@lynk-auth/core';
import { isPromise } from '@lynk-auth/core/internal';
import {
  authenticateRequest,
  createAuthenticator,
  createAuthorizer,
  type HttpResponse,
  toResponse,
} from '@lynk-auth/core/server';
import { createStaticSource, createVerifier, digestToken } from '@lynk-auth/verifier';
import type { CreateHandler } from '../src/index.ts';

/** What came of a row. A row's name shows its number: what is told holds no token. */
export interface Row {
  readonly subject: 'corpora' | 'digests';
  readonly name: string;
  readonly problem: string | null;
}

type Check = readonly [subject: Row['subject'], name: string, run: () => void | Promise<void>];

/** Fails where two values differ, and shows neither. */
function same(actual: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what} is not as it must be.`);
}

const { issued, accepted, rejected, checksum_rejected, reason_order } = tokenCorpus;
const { vectors } = authorizationCorpus;
const good = [...issued, ...accepted];

const tokenChecks: readonly Check[] = [
  ...good.map(({ token, kind, environment, prefix, checksum, body, mask }, index): Check => {
    const run = () => {
      const parsed = { ok: true, kind, environment, prefix, checksum };
      const strict = checksum === 'valid' ? parsed : { ok: false, reason: 'bad_checksum' };
      same(sorted(parseToken(token)), sorted(parsed), 'What it is parsed to');
      same(sorted(parseToken(token, { requireChecksum: true })), sorted(strict), 'Its checksum');
      same(sorted(classifyToken(token)), sorted({ prefix, kind, environment }), 'Its class');
      same([maskToken(token), token.slice(prefix.length)], [mask, body], 'Its mask');
    };
    return ['corpora', `accepted ${index}`, run];
  }),
  ...rejected.map(({ input, reason }, index): Check => {
    const run = () => {
      for (const requireChecksum of [false, true])
        same(parseToken(input, { requireChecksum }), { ok: false, reason }, 'The reason');
    };
    return ['corpora', `rejected ${index}`, run];
  }),
  ...checksum_rejected.map(({ input, reason }, index): Check => {
    const run = () => {
      same(parseToken(input).ok, true, 'What is not asked for its checksum');
      same(parseToken(input, { requireChecksum: true }), { ok: false, reason }, 'The reason');
    };
    return ['corpora', `checksum ${index}`, run];
  }),
  ['corpora', 'the order of the reasons', () => same(parseReasons, reason_order, 'It')],
];

const sorted = (value: object | null) => value && Object.entries(value).sort();

const BODIES: Readonly<Record<number, string>> = {
  400: '{"errors":[{"message":"Bad Request","extensions":{"code":"BAD_REQUEST"}}]}',
  401: '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}',
  403: '{"errors":[{"message":"Forbidden","extensions":{"code":"FORBIDDEN"}}]}',
};

function challengeOf({ expect: { challenge }, requires }: AuthorizationVector): string | null {
  if (challenge === undefined) return null;
  if (challenge === 'Bearer') return 'Bearer realm="api"';
  const scope = challenge === 'insufficient_scope' ? `, scope="${requires}"` : '';
  return `Bearer realm="api", error="${challenge}"${scope}`;
}

const authenticator = createAuthenticator({ verifier: contractVerifier });

/** Checks the response to a header value, and to a `Request` that can contain its lines. */
const authorizationChecks: readonly Check[] = vectors.map((vector) => {
  const { name, authorization, expect: expected, requires = 'view_organization', raw_socket } = vector;
  const authorizer = createAuthorizer([requires]);
  const check = async (result: Awaited<ReturnType<typeof authenticateRequest>>) => {
    const refusal: HttpResponse | null = result.ok ? authorizer.refusal(result.principal) : result.response;
    const response = refusal === null ? new Response('ok') : toResponse(refusal);
    same(response.status, expected.status, 'The status');
    same(response.headers.get('www-authenticate'), challengeOf(vector), 'The challenge');
    same(await response.text(), BODIES[expected.status] ?? 'ok', 'The body');
    if (refusal === null) return;
    same(response.headers.get('cache-control'), 'no-store', 'Cache-Control');
    same(response.headers.get('content-type'), 'application/json; charset=utf-8', 'Content-Type');
  };
  const run = async () => {
    const value = authorization.length === 0 ? undefined : authorization.join(', ');
    const read = readBearer(value);
    const kinds: Record<string, string> = { Bearer: 'missing', invalid_request: 'invalid' };
    same(read.ok ? 'token' : read.kind, kinds[expected.challenge ?? ''] ?? 'token', 'What is read');
    await check(await authenticator.authenticate(value));
    if (raw_socket === true) return;
    const headers = new Headers();
    for (const line of authorization) headers.append('authorization', line);
    await check(await authenticateRequest(new Request('http://localhost/', { headers }), contractVerifier));
  };
  return ['corpora', `Authorization: ${name}`, run];
});

const hexOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const principal = createPrincipal({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: [],
  expiresAt: null,
});

/** The digest by which a token is stored; and from memory, an response that is no promise. */
const digestChecks: readonly Check[] = good.map(({ token, checksum, sha256 }, index) => {
  const source = createStaticSource([{ sha256, principal }]);
  const run = async () => {
    same(hexOf(digestToken(token)), sha256, 'The digest');
    const verifier = createVerifier({ source, requireChecksum: checksum === 'valid' });
    same((await verifier.verify(token)).ok, true, 'The first result');
    const warm = verifier.verify(token);
    if (isPromise(warm)) throw new Error('A result from the cache must not be a promise.');
    same(warm.ok, true, 'A result from the cache');
  };
  return ['digests', `digest ${index}`, run];
});

/** Tries every row of both corpora on the built packages, and tells what came of each. */
export const createHandler: CreateHandler = () => async () => {
  const rows: Row[] = [];
  for (const [subject, name, run] of [...tokenChecks, ...authorizationChecks, ...digestChecks]) {
    let problem: string | null = null;
    try {
      await run();
    } catch (error) {
      problem = (error as Error).message;
    }
    rows.push({ subject, name, problem });
  }
  return Response.json(rows);
};
