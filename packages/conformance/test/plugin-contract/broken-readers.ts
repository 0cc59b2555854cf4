import type { IncomingMessage } from 'node:http';
import { readNodeRequest } from '@lynk-auth/core/server';
import { authorizationCorpus } from '../../src/corpora/corpora.ts';
import type { BrokenPlugin } from './broken-plugin.ts';
import type { Parts } from './reference-plugin.ts';

/** Reads the header's value in a way of its own. */
const authorization = (
  read: (value: string | null | undefined, request: IncomingMessage) => string | null | undefined,
): Partial<Parts> => ({
  read(request) {
    const facts = readNodeRequest(request);
    return { ...facts, authorization: read(facts.authorization, request) };
  },
});

/** Takes a token from another place, where the header is missing. */
const also = (find: (request: IncomingMessage) => string | undefined): Partial<Parts> =>
  authorization((value, request) => {
    const token = find(request);
    return value ?? (token && `Bearer ${token}`);
  });

const url = (request: IncomingMessage) => new URL(request.url ?? '', 'http://localhost');

/** Reads the address in a way of its own. */
const forwardedFor = (change: (value: string) => string): Partial<Parts> => ({
  read(request) {
    const facts = readNodeRequest(request);
    const header: typeof facts.header = (name) => {
      const value = facts.header(name);
      return name === 'x-forwarded-for' && typeof value === 'string' ? change(value) : value;
    };
    return { ...facts, header };
  },
});

const { valid_token: valid } = authorizationCorpus;

/** Plugins that read requests wrongly. */
export const brokenReaders: Readonly<Record<string, BrokenPlugin>> = {
  'it keeps the first of two headers': [
    'Authorization: two headers, valid then unknown',
    authorization((_, { headers }) => headers.authorization),
  ],
  'it keeps the last of two headers': [
    'Authorization: two headers, unknown then valid',
    authorization((value, { headersDistinct }) => headersDistinct['authorization']?.at(-1) ?? value),
  ],
  'it counts only headers that are spelt as usual': [
    'two header lines count as two whatever the case of their names',
    authorization((_, { rawHeaders, headers }) => {
      const values = rawHeaders.filter(
        (_value, index) => rawHeaders[index - 1] === 'Authorization' && index % 2 === 1,
      );
      return values.length > 1 ? values.join(', ') : headers.authorization;
    }),
  ],
  'it trims more than blanks': [
    'Authorization: no-break space after the token',
    authorization((value) => value?.trim()),
  ],
  'it takes a tab for a space': [
    'Authorization: tab as separator',
    authorization((value) => value?.replace('\t', ' ')),
  ],
  'it knows one spelling of the scheme': [
    'Authorization: lower-case scheme',
    authorization((value) => (value?.startsWith('Bearer') ? value : undefined)),
  ],
  'it takes a token without a scheme': [
    'Authorization: token without a scheme',
    authorization((value) => (value?.startsWith('lynk_') ? `Bearer ${value}` : value)),
  ],
  'it takes the token of another scheme': [
    'Authorization: Token scheme',
    authorization((value) => value?.replace(/^Token /, 'Bearer ')),
  ],
  'it takes what stands between quotation marks': [
    'Authorization: double-quoted',
    authorization((value) => value?.replaceAll('"', '')),
  ],
  'it takes the first of a list': [
    'Authorization: trailing comma',
    authorization((value) => value?.split(',')[0]),
  ],
  'an empty scheme is a bad token': [
    'Authorization: scheme alone',
    authorization((value) => (value === 'Bearer' ? 'Bearer x' : value)),
  ],
  'it reads the query': [
    'a token in the query is not read',
    also((request) => url(request).searchParams.get('access_token') ?? undefined),
  ],
  'it reads the query in optional mode': [
    'nor is it in optional mode',
    also((request) => url(request).searchParams.get('access_token') ?? undefined),
  ],
  'it reads a cookie': [
    'a token in a cookie is not read',
    also(({ headers }) => headers.cookie?.split(/[;=] ?/)[1]),
  ],
  'it reads another header': [
    'a token in another header is not read',
    also(({ headers }) => String(headers['x-api-key'] ?? '').split(' ')[1]),
  ],
  'it reads a form': [
    'a token in a form is not read',
    {
      async authenticate(authenticator, request) {
        if (request.headers['content-type']?.includes('form')) {
          for await (const chunk of request) {
            const token = String(chunk).split('=')[1];
            request.headers.authorization = `Bearer ${token}`;
          }
        }
        return authenticator.authenticate(request);
      },
    },
  ],
  'it reads JSON': [
    'a token in a JSON body is not read',
    {
      async authenticate(authenticator, request) {
        if (request.headers['content-type']?.includes('json')) {
          for await (const chunk of request) {
            request.headers.authorization = `Bearer ${JSON.parse(String(chunk)).access_token}`;
          }
        }
        return authenticator.authenticate(request);
      },
    },
  ],
  'it reads a trailer': [
    'a token in a trailer is not read',
    {
      async authenticate(authenticator, request) {
        if (request.headers.trailer !== undefined) {
          for await (const _ of request);
          request.headers.authorization = request.trailers['authorization'];
        }
        return authenticator.authenticate(request);
      },
    },
  ],
  'it reads the body first': [
    'a gigabyte without a token is rejected before it is read',
    {
      async before(request) {
        if (request.headers['content-type'] === 'application/octet-stream') for await (const _ of request);
        return false;
      },
    },
  ],
  'it reads the body before the permission': [
    'a body of unknown length without the permission is rejected before it is read',
    {
      async authenticate(authenticator, request) {
        const result = await authenticator.authenticate(request);
        if (result.ok) for await (const _ of request);
        return result;
      },
    },
  ],
  'it takes the body of one request for the next': [
    'the body of a rejected request is never parsed as a request',
    {
      async before(request) {
        let text = '';
        if (request.headers['content-length'] !== undefined) for await (const chunk of request) text += chunk;
        if (text.includes(valid)) request.headers.authorization = `Bearer ${valid}`;
        return false;
      },
    },
  ],
  'it believes X-Forwarded-For': [
    'the client address is that of the socket, whatever a header contains',
    {
      read(request) {
        const remoteAddress = String(request.headers['x-forwarded-for'] ?? '127.0.0.1');
        return { ...readNodeRequest(request), remoteAddress };
      },
    },
  ],
  'it believes a header of some network': [
    'the client address is that of the socket, whatever a header contains',
    {
      read(request) {
        const remoteAddress = String(request.headers['cf-connecting-ip'] ?? '127.0.0.1');
        return { ...readNodeRequest(request), remoteAddress };
      },
    },
  ],
  'it tells no address': [
    'trustedProxies: 0 trusts no proxy',
    { read: (request) => ({ ...readNodeRequest(request), remoteAddress: undefined }) },
  ],
  'it counts proxies from the left': [
    'trustedProxies: 1 takes the address that the proxy added',
    forwardedFor((value) => value.split(/, ?/).reverse().join(', ')),
  ],
  'it counts too few proxies as enough': [
    'trustedProxies: 2 takes the address that the first proxy added',
    forwardedFor((value) => (value.includes(',') ? value : `${value}, ${value}`)),
  ],
  'it reads no user agent': [
    'the verifier receives the user agent',
    {
      read(request) {
        const facts = readNodeRequest(request);
        return { ...facts, header: (name) => (name === 'user-agent' ? undefined : facts.header(name)) };
      },
    },
  ],
};
