import { describe, expect, expectTypeOf, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { authorizationCorpus } from '../../../test/corpora.ts';
import { corpusVerifier } from '../../../test/corpus-verifier.ts';
import { createPrincipal } from '../../principal/create-principal.ts';
import type { Principal } from '../../principal/principal.ts';
import { defineTokenFormat } from '../../token/define-token-format.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import { createAuthorizer } from '../authorization/create-authorizer.ts';
import type { ErrorFormat } from '../response/error-format.ts';
import { authenticate } from './authenticate.ts';
import { authenticateRequest } from './authenticate-request.ts';
import {
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
} from './create-authenticator.ts';
import type { TokenVerifier, VerifyContext, VerifyResult } from './token-verifier.ts';

const bearer = `Bearer ${authorizationCorpus.valid_token}`;

const principal = createPrincipal({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: ['view_sboms'],
  expiresAt: Date.UTC(2030, 0, 2, 3, 4, 5),
});

const acme = defineTokenFormat({ brand: 'acme', environments: ['live'] });

const createVerifier = (result: unknown) => ({ verify: () => result as VerifyResult });

test('README example', async () => {
  const result = await authenticate(bearer, corpusVerifier);
  expect(result.ok && result.principal).toMatchObject({ kind: 'personal', userId: 'u1' });
});

describe('results', () => {
  test('is synchronous if the verifier is, and returns the expiry of the token', () => {
    expect(authenticate(bearer, createVerifier({ ok: true, principal }))).toEqual({
      ok: true,
      principal,
      headers: { 'Lynk-Token-Expires': '2030-01-02T03:04:05.000Z' },
    });
  });

  const authenticateAs = (accepted: unknown, format?: TokenFormat) =>
    authenticate(bearer, { ...createVerifier({ ok: true, principal: accepted }), format });

  test('checks a principal once if it cannot change', () => {
    const first = authenticateAs(principal);
    expect(authenticateAs(principal)).toBe(first);
    expect(authenticateAs(principal, acme)).toMatchObject({
      headers: { 'Acme-Token-Expires': '2030-01-02T03:04:05.000Z' },
    });
    expect(authenticateAs(principal)).toEqual(first);
  });

  test.each<[string, (permissions: string[], expiresAt: () => number) => object]>([
    ['is not frozen', (permissions, expiresAt) => ({ ...principal, permissions, expiresAt: expiresAt() })],
    ['has permissions that are not frozen', (permissions) => Object.freeze({ ...principal, permissions })],
    [
      'has a getter',
      (permissions, expiresAt) =>
        Object.freeze({
          ...principal,
          permissions: Object.freeze(permissions),
          get expiresAt() {
            return expiresAt();
          },
        }),
    ],
  ])('checks a principal for every request if it %s', (_, create) => {
    let expiresAt: unknown = principal.expiresAt;
    const permissions = ['view_sboms'];
    const changing = create(permissions, () => expiresAt as number);
    expect(authenticateAs(changing)).toMatchObject({ ok: true, principal: changing });
    expiresAt = 'never';
    if (!Object.isFrozen(permissions)) permissions.push(1 as never);
    expect(() => authenticateAs(changing)).toThrow('unknown shape');
  });

  test.each([null, 8.64e15 + 1])('returns no header if the expiry is not a date: %s', (expiresAt) => {
    const result = { ok: true, principal: createPrincipal({ ...principal, expiresAt }) };
    expect(authenticate(bearer, createVerifier(result))).toMatchObject({ ok: true, headers: {} });
  });

  test('does not reveal the reason in the response', () => {
    const verifier = createVerifier({ ok: false, kind: 'invalid_token', reason: 'revoked' });
    const result = authenticate(bearer, verifier);
    expect(result).toMatchObject({ ok: false, kind: 'invalid_token', reason: 'revoked' });
    expect(JSON.stringify((result as { response: unknown }).response)).not.toContain('revoked');
  });

  test.each([
    ['throttled', 429, 30, '30', 'TOO_MANY_REQUESTS'],
    ['throttled', 429, undefined, '1', 'TOO_MANY_REQUESTS'],
    ['unavailable', 503, 0.2, '1', 'SERVICE_UNAVAILABLE'],
    ['unavailable', 503, 2.5, '3', 'SERVICE_UNAVAILABLE'],
  ])('%s is %i, with Retry-After and no challenge', (kind, status, retryAfterSeconds, retryAfter, code) => {
    const verifier = createVerifier({ ok: false, kind, reason: 'source_down', retryAfterSeconds });
    const result = authenticate(bearer, verifier) as { response: { headers: object; body: string } };
    expect(result).toMatchObject({
      ok: false,
      kind,
      response: { status, headers: { 'Retry-After': retryAfter } },
    });
    expect(result.response.headers).not.toHaveProperty('WWW-Authenticate');
    expect(JSON.parse(result.response.body)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});

describe('never lets a request pass if the verifier is broken', () => {
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['true', true],
    ['nothing in it', {}],
    ['ok of another type', { ok: 1, principal }],
    ['no principal', { ok: true }],
    ['an empty principal', { ok: true, principal: {} }],
    ['a principal of another kind', { ok: true, principal: { ...principal, kind: 'root' } }],
    ['a personal principal without a user', { ok: true, principal: { ...principal, kind: 'personal' } }],
    ['permissions in one string', { ok: true, principal: { ...principal, permissions: 'view_sboms' } }],
    ['an expiry that is a Date', { ok: true, principal: { ...principal, expiresAt: new Date() } }],
    ['an unknown kind of refusal', { ok: false, kind: 'whatever', reason: 'unknown' }],
  ])('throws for a result of unknown shape: %s', async (_, result) => {
    expect(() => authenticate(bearer, createVerifier(result))).toThrow(/unknown shape/);
    await expect(authenticate(bearer, createVerifier(Promise.resolve(result)))).rejects.toThrow(
      /unknown shape/,
    );
  });

  test.each([[undefined], ['route'], [false], [{ message: 'no' }]])(
    'converts a thrown value that is not an error to one: %j',
    async (thrown) => {
      const thrower = {
        verify(): VerifyResult {
          throw thrown;
        },
      };
      expect(() => authenticate(bearer, thrower)).toThrow(/not an error/);
      await expect(authenticate(bearer, createVerifier(Promise.reject(thrown)))).rejects.toThrow(
        /not an error/,
      );
    },
  );

  test('passes on what the verifier throws', async () => {
    const error = new Error('broken');
    const thrower = {
      verify: () => {
        throw error;
      },
    };
    expect(() => authenticate(bearer, thrower)).toThrow(error);
    await expect(authenticate(bearer, createVerifier(Promise.reject(error)))).rejects.toBe(error);
  });

  test('responds with 503 if the verifier hangs, and ignores its later result', async () => {
    let late: (reason: Error) => void = () => {};
    const hanging = createVerifier(new Promise((_, reject) => (late = reject)));
    const result = await authenticate(bearer, hanging, { timeoutMs: 20 });
    expect(result).toMatchObject({ ok: false, kind: 'unavailable', response: { status: 503 } });
    late(new Error('too late'));
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

describe('optional', () => {
  const optional = createAuthenticator({ verifier: corpusVerifier, optional: true });

  test('lets a request without credentials pass with principal null', () => {
    for (const value of [undefined, null, '', 'Bearer', 'Basic dXNlcjpwYXNz']) {
      expect(optional.authenticate(value)).toEqual({ ok: true, principal: null, headers: {} });
    }
  });

  test('still rejects a bad token and malformed credentials', () => {
    expect(optional.authenticate(`Bearer ${authorizationCorpus.unknown_token}`)).toMatchObject({
      ok: false,
      response: { status: 401 },
    });
    expect(optional.authenticate(`${bearer}, ${bearer}`)).toMatchObject({
      ok: false,
      response: { status: 400 },
    });
  });

  test('rejects an anonymous request with 401 and a challenge', () => {
    expect(createAuthorizer(['view_sboms']).refusal(null)).toMatchObject({
      status: 401,
      headers: { 'WWW-Authenticate': 'Bearer realm="api"' },
    });
  });
});

describe('errorFormat', () => {
  const unknown = `Bearer ${authorizationCorpus.unknown_token}`;
  const values = [undefined, unknown, `${bearer}, ${bearer}`];
  const request = (authorization: string | undefined) =>
    new Request('http://localhost/sboms', { headers: authorization === undefined ? {} : { authorization } });

  /** Authenticates with every function that creates error responses from a header's value. */
  const ways = {
    authenticate: (value, errorFormat) => authenticate(value, corpusVerifier, { errorFormat }),
    createAuthenticator: (value, errorFormat) =>
      createAuthenticator({ verifier: corpusVerifier, errorFormat }).authenticate(value),
    authenticateRequest: (value, errorFormat) =>
      authenticateRequest(request(value), corpusVerifier, { errorFormat }),
    'authenticateRequest of a promise': (value, errorFormat) =>
      authenticateRequest(
        request(value),
        { verify: async (token) => corpusVerifier.verify(token) },
        { errorFormat },
      ),
  } satisfies Record<string, (value: string | undefined, errorFormat: ErrorFormat<unknown>) => unknown>;

  describe.each(Object.entries(ways))('%s', (_, run) => {
    const responseTo = async (value: string | undefined, errorFormat: ErrorFormat<unknown>) => {
      const result = await run(value, errorFormat);
      if (result.ok) throw new Error('It must be rejected.');
      const { status, headers, body } = result.response;
      return { status, type: headers['Content-Type'], body, challenge: headers['WWW-Authenticate'] };
    };

    test('creates every error response in the format, with the same status and challenge', async () => {
      for (const value of values) {
        const { status, challenge } = await responseTo(value, 'graphql');
        const problem = await responseTo(value, 'problem');
        expect(problem).toMatchObject({ status, challenge, type: 'application/problem+json' });
        expect(JSON.parse(problem.body)).toMatchObject({ type: 'about:blank', status });
        expect(await responseTo(value, ({ code }) => `no: ${code}`)).toEqual({
          status,
          challenge,
          type: 'text/plain; charset=utf-8',
          body: `no: ${status === 400 ? 'BAD_REQUEST' : 'UNAUTHORIZED'}`,
        });
        expect(await responseTo(value, () => undefined)).toEqual(await responseTo(value, 'graphql'));
      }
    });

    test('rejects an invalid format before any token is read', async () => {
      for (const errorFormat of ['json', null, {}, true]) {
        const rejected = caught(() => run(bearer, errorFormat as never));
        expect(rejected).toMatchObject({
          code: 'configuration',
          message: expect.stringContaining('errorFormat must be'),
        });
      }
    });
  });

  test('a function receives the request, where there is one', () => {
    const seen: unknown[] = [];
    const errorFormat = (_: unknown, of: unknown) => seen.push(of);
    const asked = request(unknown);
    authenticateRequest(asked, corpusVerifier, { errorFormat });
    authenticate(unknown, corpusVerifier, { errorFormat });
    createAuthenticator({ verifier: corpusVerifier, errorFormat }).authenticate(unknown, {}, asked);
    createAuthorizer(['view_sboms'], { errorFormat }).refusal(null, asked);
    createAuthorizer(['view_sboms'], { errorFormat }).refusal(null);
    expect(seen).toEqual([asked, undefined, asked, asked, undefined]);
  });

  test('createAuthorizer creates the 401 and the 403 in the format', () => {
    const authorizer = createAuthorizer(['update_sboms'], { errorFormat: 'problem', realm: 'sboms' });
    expect(authorizer.refusal(null)).toMatchObject({
      status: 401,
      body: '{"type":"about:blank","title":"Unauthorized","status":401,"code":"UNAUTHORIZED"}',
    });
    expect(authorizer.refusal(principal)).toMatchObject({
      status: 403,
      headers: {
        'Content-Type': 'application/problem+json',
        'WWW-Authenticate': 'Bearer realm="sboms", error="insufficient_scope", scope="update_sboms"',
      },
    });
    expect(createAuthorizer(['view_sboms'], { errorFormat: 'problem' }).refusal(principal)).toBe(null);
  });
});

describe('configuration', () => {
  const good = { verifier: corpusVerifier };
  test.each([
    ['misspelt', { ...good, optinal: true }, /no option "optinal"/],
    ['no verifier', {}, /verifier/],
    ['a promise of a verifier', { verifier: Promise.resolve(corpusVerifier) }, /did you forget to await it/],
    ['a realm with a quote', { ...good, realm: 'a"b' }, /realm/],
    ['a realm with a line break', { ...good, realm: 'a\r\nb' }, /realm/],
    ['an empty realm', { ...good, realm: '' }, /realm/],
    ['optional that is no boolean', { ...good, optional: 'false' }, /optional/],
    ['a time limit of nothing', { ...good, timeoutMs: 0 }, /timeoutMs/],
    ['a time limit without end', { ...good, timeoutMs: Infinity }, /timeoutMs/],
  ])('%s is refused when it is created', (_, options, sentence) => {
    expect(() => createAuthenticator(options as AuthenticatorOptions)).toThrow(sentence);
  });

  test.each([[[]], [['two words']], [['"']], ['update_sboms'], [[1]]])(
    'permissions that no header could carry are refused: %j',
    (permissions) => expect(() => createAuthorizer(permissions as string[])).toThrow(/permission/),
  );
});

test.each([
  ['authenticate', (options: never) => authenticate(bearer, corpusVerifier, options)],
  [
    'authenticateRequest',
    (options: never) => authenticateRequest(new Request('http://localhost/'), corpusVerifier, options),
  ],
  ['createAuthorizer', (options: never) => createAuthorizer(['view_sboms'], options)],
] as const)('%s rejects options that it does not know or could miss', (caller, run) => {
  class Inherited {
    get errorFormat() {
      return 'problem';
    }
  }
  for (const options of [{ optinal: true }, new Inherited(), 'sboms', null, ['problem']]) {
    expect(caught(() => run(options as never))).toMatchObject({
      code: 'configuration',
      message: expect.stringMatching(new RegExp(`^${caller}: `)),
    });
  }
});

test('passes the user agent of the request and the address of the caller to the verifier', () => {
  let seen: VerifyContext | undefined;
  const verifier = {
    verify(_: string, context?: VerifyContext): VerifyResult {
      seen = context;
      return { ok: true, principal };
    },
  };
  const request = new Request('http://localhost/', {
    headers: { authorization: bearer, 'user-agent': 'curl/8' },
  });
  authenticateRequest(request, verifier, { context: { clientIp: '192.0.2.1' } });
  expect(seen).toEqual({ userAgent: 'curl/8', clientIp: '192.0.2.1' });
});

test('types the principal as non-null outside of optional mode', () => {
  const verifier: TokenVerifier = { verify: () => ({ ok: false, kind: 'invalid_token', reason: 'unknown' }) };
  type PrincipalOf<Made> = Made extends Authenticator<infer Principal> ? Principal : never;
  const strict = createAuthenticator({ verifier });
  const optional = createAuthenticator({ verifier, optional: true });
  const unsure = createAuthenticator({ verifier, optional: Math.random() > 2 });
  expectTypeOf<PrincipalOf<typeof strict>>().toEqualTypeOf<Principal>();
  expectTypeOf<PrincipalOf<typeof optional>>().toEqualTypeOf<Principal | null>();
  expectTypeOf<PrincipalOf<typeof unsure>>().toEqualTypeOf<Principal | null>();
  expect([strict.realm, optional.realm, unsure.realm]).toEqual(['api', 'api', 'api']);
});
