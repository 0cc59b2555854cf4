import { isPrincipal, type Principal } from '@lynk-auth/core';
import { type Authentication, createAuthenticator, createErrorResponse } from '@lynk-auth/core/server';
import { contractTokens } from '../../src/plugin-contract/contract-tokens.ts';
import { contractVerifier } from '../../src/plugin-contract/contract-verifier.ts';
import type { BrokenPlugin } from './broken-plugin.ts';
import { type Options, type Parts, parts } from './reference-plugin.ts';

const nobody: Authentication = { ok: true, principal: null, headers: {} };
const somebody: Authentication = {
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

/** Changes what came of the judgement. */
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

/** Asks the verifier itself, and takes what it likes for a yes. */
const takes = (
  isYes: (result: { ok?: unknown; principal?: Principal; kind?: string }) => boolean,
): Partial<Parts> => ({
  async authenticate(authenticator, request) {
    const token = Object.values(contractTokens).find((each) => request.headers.authorization?.endsWith(each));
    const result = token === undefined ? undefined : await contractVerifier.verify(token);
    if (isYes((result ?? {}) as object)) return somebody;
    return authenticator.authenticate(request);
  },
});

/** Changes the options before they are read. */
const create = (change: (options: Options) => object): Partial<Parts> => ({
  create: (options, read) => parts.create(change(options) as Options, read),
});

/** Judges without regard to whether the method is one of these. */
const lets = (method: string): Partial<Parts> => ({
  authenticate: (authenticator, request) =>
    request.method === method ? somebody : authenticator.authenticate(request),
});

const LONG = 60_000;

/** Plugins that authenticate wrongly, and those that read their options wrongly. */
export const brokenVerifiers: Readonly<Record<string, BrokenPlugin>> = {
  'optional mode is always on': [
    'every row, where no permission is asked',
    create((options) => ({ ...options, optional: true })),
  ],
  'optional mode is never on': [
    'requests on one connection are given each its own',
    create((options) => ({ ...options, optional: false })),
  ],
  'optional mode lets a bad token through': [
    'every row, in optional mode: only who shows nothing is let through besides',
    authenticate((result, { optional }) =>
      !result.ok && result.kind === 'invalid_token' && optional ? nobody : result,
    ),
  ],
  'optional mode lets two headers through': [
    'every row, in optional mode: only who shows nothing is let through besides',
    authenticate((result, { optional }) =>
      !result.ok && result.kind === 'invalid_request' && optional ? nobody : result,
    ),
  ],
  'optional mode lets through who could not be checked': [
    'neither lets in whoever shows a token in optional mode',
    authenticate((result, { optional }) =>
      !result.ok && result.kind === 'unavailable' && optional ? nobody : result,
    ),
  ],
  'optional mode lets through when the verifier throws': [
    'a verifier that throws, in optional mode',
    authenticate(
      (result) => result,
      () => nobody,
    ),
  ],
  'it lets everybody in when the verifier rejects': [
    'a verifier that rejects late',
    authenticate(
      (result) => result,
      () => somebody,
    ),
  ],
  'it takes every throw without an error for success': [
    'a verifier that throws nothing',
    authenticate(
      (result) => result,
      (error) => {
        if ((error as Error).message.includes('is not an error')) return somebody;
        throw error;
      },
    ),
  ],
  'it takes a text that is thrown for a route': [
    'a verifier that throws a text',
    authenticate(
      (result) => result,
      (error) => {
        if ((error as Error).message.includes('is not an error')) return nobody;
        throw error;
      },
    ),
  ],
  'it lets in when the rejection is empty': [
    'a verifier that rejects with nothing',
    authenticate(
      (result) => result,
      (error) => {
        if ((error as Error).message.includes('is not an error')) return nobody;
        throw error;
      },
    ),
  ],
  'it takes no answer for a refusal': [
    'a verifier that answers nothing',
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
  'it takes any answer for a yes': [
    'a verifier that answers true',
    takes((result) => (result as unknown) === true),
  ],
  'it takes a text for a yes': [
    'a verifier that answers what looks like a yes',
    takes(({ ok }) => ok === 'yes'),
  ],
  'it needs no principal': [
    'a verifier that lets in nobody',
    takes(({ ok, principal }) => ok === true && principal === undefined),
  ],
  'it does not look at the principal': [
    'a verifier that lets in who has no list of permissions',
    takes(({ ok, principal }) => ok === true && !isPrincipal(principal)),
  ],
  'it lets in what it does not know how to refuse': [
    'a verifier that refuses for an unknown kind of reason',
    takes(({ kind }) => kind === 'fine'),
  ],
  'it takes late nonsense for a yes': ['a verifier that answers nonsense late', takes(({ ok }) => ok === 1)],
  'it waits for ever': [
    'a verifier that hangs is given its time, and no more',
    create((options) => ({ ...options, timeoutMs: LONG })),
  ],
  'it lets in who takes too long': [
    'an answer after its time changes nothing',
    authenticate((result) => (!result.ok && result.kind === 'unavailable' ? somebody : result)),
  ],
  'it does not authenticate HEAD': ['every row, asked with HEAD: the same without a body', lets('HEAD')],
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
  'it refuses preflights that CORS answered': [
    'behind CORS a preflight is answered, and a refusal can be read',
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
  'it starts without a verifier, and lets nobody in': [
    'the app does not start with an undefined verifier',
    create((options) => ({ ...options, verifier: options.verifier ?? contractVerifier })),
  ],
  'it takes a text for true': [
    'the app does not start with optional that is a text',
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
    'options that are changed later change nothing',
    {
      create: (options, read) => ({
        realm: 'api',
        authenticate: (request) => parts.create(options, read).authenticate(request),
      }),
    },
  ],
  'it takes undefined for a wrong option': [
    'options that are undefined are the defaults',
    {
      create(options, read) {
        if (Object.values(options).includes(undefined)) throw new TypeError('It is undefined.');
        return parts.create(options, read);
      },
    },
  ],
  'it tears verify off its verifier': [
    'the verifier is asked once a request, as itself, with the token as it was sent',
    create(({ verifier: { verify }, ...options }) => ({ ...options, verifier: { verify } })),
  ],
  'it asks its verifier twice': [
    'the verifier is asked once a request, as itself, with the token as it was sent',
    {
      async authenticate(authenticator, request) {
        await authenticator.authenticate(request);
        return authenticator.authenticate(request);
      },
    },
  ],
  'it does not listen to the function': [
    'a function finds the address',
    create((options) => ({ ...options, clientIp: undefined })),
  ],
  'it hands the function nothing': [
    'the function is given the request of the framework',
    create(({ clientIp, ...options }) => ({
      ...options,
      clientIp: typeof clientIp === 'function' ? () => clientIp(undefined as never) : clientIp,
    })),
  ],
  'it takes the socket’s address where the function finds none': [
    'a function that finds nothing',
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
    'a function for the address that throws is a bug',
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
