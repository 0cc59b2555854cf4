import { isPrincipal, type Principal } from '@lynk-auth/core';
import { type Authentication, createAuthenticator, createErrorResponse } from '@lynk-auth/core/server';
import { contractTokens } from '../../src/plugin-contract/contract-tokens.ts';
import { contractVerifier } from '../../src/plugin-contract/contract-verifier.ts';
import type { BrokenPlugin } from './broken-plugin.ts';
import { type Options, type Parts, parts } from './reference-plugin.ts';

const anonymous: Authentication = { ok: true, principal: null, headers: {} };
const accepted: Authentication = {
  ok: true,
  principal: {
    kind: 'service',
    tokenId: 't2',
    organizationId: 'o1',
    permissions: ['view_organization', 'update_sboms'],
    expiresAt: null,
  },
  headers: {},
};

/** Changes the outcome of the authentication. */
const authenticate = (
  change: (result: Authentication, options: Options) => Authentication,
  onError: (error: unknown) => Authentication = (error) => {
    throw error;
  },
): Partial<Parts> => ({
  async authenticate(authenticator, request, options) {
    try {
      return change(await authenticator.authenticate(request), options);
    } catch (error) {
      return onError(error);
    }
  },
});

/** Calls the verifier itself and decides what counts as a success. */
const takes = (
  isYes: (result: { ok?: unknown; principal?: Principal; kind?: string }) => boolean,
): Partial<Parts> => ({
  async authenticate(authenticator, request) {
    const token = Object.values(contractTokens).find((each) => request.headers.authorization?.endsWith(each));
    const result = token === undefined ? undefined : await contractVerifier.verify(token);
    if (isYes((result ?? {}) as object)) return accepted;
    return authenticator.authenticate(request);
  },
});

/** Changes the options before they are read. */
const create = (change: (options: Options) => object): Partial<Parts> => ({
  create: (options, read) => parts.create(change(options) as Options, read),
});

/** Accepts every request of one method. */
const lets = (method: string): Partial<Parts> => ({
  authenticate: (authenticator, request) =>
    request.method === method ? accepted : authenticator.authenticate(request),
});

const LONG = 60_000;

/** Plugins that authenticate wrongly, and those that read their options wrongly. */
export const brokenVerifiers: Readonly<Record<string, BrokenPlugin>> = {
  'optional mode is always on': [
    'every row on a route without a permission',
    create((options) => ({ ...options, optional: true })),
  ],
  'optional mode is never on': [
    'requests on one connection are given each its own',
    create((options) => ({ ...options, optional: false })),
  ],
  'optional mode lets a bad token through': [
    'every row in optional mode accepts anonymous requests only in addition',
    authenticate((result, { optional }) =>
      !result.ok && result.kind === 'invalid_token' && optional ? anonymous : result,
    ),
  ],
  'optional mode lets two headers through': [
    'every row in optional mode accepts anonymous requests only in addition',
    authenticate((result, { optional }) =>
      !result.ok && result.kind === 'invalid_request' && optional ? anonymous : result,
    ),
  ],
  'optional mode lets through who could not be checked': [
    'a throttled or unavailable token is rejected in optional mode too',
    authenticate((result, { optional }) =>
      !result.ok && result.kind === 'unavailable' && optional ? anonymous : result,
    ),
  ],
  'optional mode lets through when the verifier throws': [
    'a verifier that throws, in optional mode',
    authenticate(
      (result) => result,
      () => anonymous,
    ),
  ],
  'it accepts every token when the verifier rejects': [
    'a verifier that rejects late',
    authenticate(
      (result) => result,
      () => accepted,
    ),
  ],
  'it takes every throw without an error for success': [
    'a verifier that throws nothing',
    authenticate(
      (result) => result,
      (error) => {
        if ((error as Error).message.includes('is not an error')) return accepted;
        throw error;
      },
    ),
  ],
  'it takes a text that is thrown for a route': [
    'a verifier that throws a string',
    authenticate(
      (result) => result,
      (error) => {
        if ((error as Error).message.includes('is not an error')) return anonymous;
        throw error;
      },
    ),
  ],
  'it lets in when the rejection is empty': [
    'a verifier that rejects with nothing',
    authenticate(
      (result) => result,
      (error) => {
        if ((error as Error).message.includes('is not an error')) return anonymous;
        throw error;
      },
    ),
  ],
  'it treats no result as a rejection': [
    'a verifier that returns nothing',
    authenticate(
      (result) => result,
      () => ({
        ok: false,
        kind: 'invalid_token',
        reason: null,
        response: createErrorResponse('unauthorized'),
      }),
    ),
  ],
  'it treats any result as a success': [
    'a verifier that returns true',
    takes((result) => (result as unknown) === true),
  ],
  'it treats a string as a success': ['a verifier that returns a truthy ok', takes(({ ok }) => ok === 'yes')],
  'it needs no principal': [
    'a verifier that accepts without a principal',
    takes(({ ok, principal }) => ok === true && principal === undefined),
  ],
  'it does not look at the principal': [
    'a verifier that accepts a principal without permissions',
    takes(({ ok, principal }) => ok === true && !isPrincipal(principal)),
  ],
  'it lets in what it does not know how to refuse': [
    'a verifier that rejects with an unknown kind',
    takes(({ kind }) => kind === 'fine'),
  ],
  'it treats a late invalid result as a success': [
    'a verifier that returns an invalid result late',
    takes(({ ok }) => ok === 1),
  ],
  'it waits forever': [
    'a verifier that hangs gets 503 after timeoutMs',
    create((options) => ({ ...options, timeoutMs: LONG })),
  ],
  'it lets in who takes too long': [
    'a result after timeoutMs changes nothing',
    authenticate((result) => (!result.ok && result.kind === 'unavailable' ? accepted : result)),
  ],
  'it does not authenticate HEAD': [
    'every row with HEAD gets the same response without a body',
    lets('HEAD'),
  ],
  'it does not authenticate OPTIONS': ['a preflight shows no token, and is refused', lets('OPTIONS')],
  'it does not let PATCH through': [
    'every method is let through alike',
    {
      before(request, response) {
        if (request.method === 'PATCH') response.writeHead(405).end();
        return request.method === 'PATCH';
      },
    },
  ],
  'it rejects preflights that CORS has handled': [
    'with CORS ahead a preflight succeeds and a rejection is readable',
    {
      serve: (server) =>
        void server.prependListener('request', (request, response) => {
          if (request.method === 'OPTIONS') response.writeHead(401).end();
        }),
    },
  ],

  'it does not mind an unknown option': [
    'the app does not start with a misspelt optional',
    create(({ verifier, realm, optional, timeoutMs, clientIp }) => ({
      verifier,
      realm,
      optional,
      timeoutMs,
      clientIp,
    })),
  ],
  'it starts without a verifier and rejects every request': [
    'the app does not start with an undefined verifier',
    create((options) => ({ ...options, verifier: options.verifier ?? contractVerifier })),
  ],
  'it takes a text for true': [
    'the app does not start with optional that is a string',
    create((options) => ({ ...options, optional: Boolean(options?.optional) })),
  ],
  'it finds its mistakes at the first request': [
    'the app does not start with a promise of a verifier',
    {
      create(options, read) {
        const authenticator = () => parts.create(options, read);
        return { realm: 'api', authenticate: (request) => authenticator().authenticate(request) };
      },
    },
  ],
  'its mistakes are type errors': [
    'the app does not start with no options',
    {
      create(options, read) {
        try {
          return parts.create(options, read);
        } catch {
          throw new TypeError('Cannot read properties of undefined.');
        }
      },
    },
  ],
  'it reads its options at every request': [
    'later changes to the options object have no effect',
    {
      create: (options, read) => ({
        realm: 'api',
        authenticate: (request) => parts.create(options, read).authenticate(request),
      }),
    },
  ],
  'it takes undefined for a wrong option': [
    'undefined options take their defaults',
    {
      create(options, read) {
        if (Object.values(options).includes(undefined)) throw new TypeError('It is undefined.');
        return parts.create(options, read);
      },
    },
  ],
  'it tears verify off its verifier': [
    'verify is called once per request, as a method, with the token as sent',
    create(({ verifier: { verify }, ...options }) => ({ ...options, verifier: { verify } })),
  ],
  'it asks its verifier twice': [
    'verify is called once per request, as a method, with the token as sent',
    {
      async authenticate(authenticator, request) {
        await authenticator.authenticate(request);
        return authenticator.authenticate(request);
      },
    },
  ],
  'it does not listen to the function': [
    'clientIp returns the address',
    create((options) => ({ ...options, clientIp: undefined })),
  ],
  'it hands the function nothing': [
    'clientIp receives the request of the framework',
    create(({ clientIp, ...options }) => ({
      ...options,
      clientIp: typeof clientIp === 'function' ? () => clientIp(undefined as never) : clientIp,
    })),
  ],
  'it takes the socket’s address where the function finds none': [
    'a clientIp function that returns nothing',
    {
      create: (options, read) => {
        const { authenticate, realm } = createAuthenticator({ verifier: options.verifier });
        return {
          realm,
          authenticate: (request) => authenticate(read(request).authorization, { clientIp: '192.0.2.7' }),
        };
      },
    },
  ],
  'it does not mind what the function throws': [
    'a clientIp function that throws is a bug',
    create(({ clientIp, ...options }) => ({
      ...options,
      clientIp() {
        try {
          return (clientIp as () => string)();
        } catch {
          return undefined;
        }
      },
    })),
  ],
};
