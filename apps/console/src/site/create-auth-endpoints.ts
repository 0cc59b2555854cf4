import type { IncomingMessage } from 'node:http';
import type { MemberView } from '@lynk-auth/authority';
import { createErrorResponse, resolveClientIp } from '@lynk-auth/core/server';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { readBody } from '../http/read-body.ts';
import { CLIENT_IP_HEADER } from '../identity/create-auth.ts';
import type { Identities } from '../identity/open-identities.ts';
import { isLoopback } from '../is-loopback.ts';
import { errorReply, jsonReply, type Reply } from './reply.ts';
import { readSessionHeaders } from './request-facts.ts';

/** Options of {@link createAuthEndpoints}. */
export interface AuthEndpointOptions extends Pick<Config, 'trustedProxies'> {
  readonly identities: Identities;
}

/** Serves a request below `/auth`. */
export type AuthEndpoints = (request: IncomingMessage, path: string) => Promise<Reply>;

/** Many times what an email address and a password need. */
const BODY_LIMIT = 4096;

/** The requests that better-auth serves. All of its others, such as signing up, are not found. */
const forwarded: readonly string[] = [
  '/auth/sign-in/email',
  '/auth/sign-out',
  '/auth/reset-password',
  '/auth/change-password',
  '/auth/revoke-sessions',
];

/** Sends a link for a new password, with the same response whether or not the address is that of a member. */
const REQUEST_PATH = '/auth/request-password-reset';

/** What better-auth needs to know of a request, and nothing that a client could use against it. */
const FORWARDED_HEADERS = [
  'cookie',
  'content-type',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'user-agent',
] as const;

const codeBody = z.object({ code: z.string().min(1).max(200) });

/** What an error of better-auth has in its body. */
const errorBody = z.object({ code: z.string(), message: z.string() });

/**
 * Creates the endpoints of the log-in, on those of better-auth. A response holds no token: the session is in a cookie that no
 * script can read.
 */
export function createAuthEndpoints({ identities, trustedProxies }: AuthEndpointOptions): AuthEndpoints {
  return async (request, path) => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (path === '/auth/session') {
      if (method !== 'GET') return createErrorResponse('method_not_allowed', { allow: 'GET, HEAD' });
      const member = await identities.findBySession(readSessionHeaders(request));
      // Not 401: a browser reports that as an error, and nothing is wrong.
      if (member !== null) return jsonReply(200, describe(member));
      return jsonReply(200, { user: null, mailsLinks: identities.mailsLinks });
    }
    const isForwarded = forwarded.includes(path) || (path === REQUEST_PATH && identities.mailsLinks);
    if (path !== '/auth/link' && !isForwarded) return createErrorResponse('not_found');
    if (method !== 'POST') return createErrorResponse('method_not_allowed', { allow: 'POST' });
    if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
      return createErrorResponse('unsupported_media_type');
    }
    const body = await readBody(request, BODY_LIMIT);
    if (!body.ok) {
      return createErrorResponse(body.reason === 'too_large' ? 'content_too_large' : 'bad_request');
    }
    const json = parseJson(body.text === '' ? '{}' : body.text);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) {
      return createErrorResponse('bad_request');
    }
    return path === '/auth/link' ? findLink(json) : forward(request, path, json);
  };

  /** Says whose password a one-time link sets. */
  async function findLink(json: object): Promise<Reply> {
    const read = codeBody.safeParse(json);
    if (!read.success) return createErrorResponse('bad_request');
    const member = await identities.findByCode(read.data.code);
    return member === null ? errorReply(400, INVALID_LINK) : jsonReply(200, describe(member));
  }

  async function forward(request: IncomingMessage, path: string, json: object): Promise<Reply> {
    const { origin, secure } = readOrigin(request);
    const headers = readHeaders(request);
    const clientIp = resolveClientIp(
      { trustedProxies },
      {
        remoteAddress: request.socket.remoteAddress,
        forwardedFor: String(request.headers['x-forwarded-for'] ?? ''),
      },
    );
    if (clientIp !== undefined) headers.set(CLIENT_IP_HEADER, clientIp);
    const init = { method: 'POST', headers, body: JSON.stringify(json) };
    const response = await identities.handle(new Request(`${origin}${path}`, init));
    if (!response.ok) return toErrorReply(response);
    const cookies = response.headers.getSetCookie();
    const sent = secure ? cookies.map((cookie) => `${cookie}; Secure`) : cookies;
    return jsonReply(200, {}, { 'Set-Cookie': sent });
  }
}

const INVALID_LINK = {
  code: 'INVALID_LINK',
  message: 'This link is not valid any more. Links are valid once and for 24 hours: ask for a new one.',
};

/** The messages for the errors of better-auth that a user can cause. */
const messages: Readonly<Record<string, { readonly code: string; readonly message: string }>> = {
  INVALID_TOKEN: INVALID_LINK,
  USER_NOT_FOUND: INVALID_LINK,
  INVALID_PASSWORD: { code: 'INVALID_PASSWORD', message: 'The current password is wrong.' },
  PASSWORD_TOO_SHORT: {
    code: 'PASSWORD_TOO_SHORT',
    message: 'The password is too short. It needs at least 12 characters.',
  },
  PASSWORD_TOO_LONG: {
    code: 'PASSWORD_TOO_LONG',
    message: 'The password is too long. It may have at most 128 characters.',
  },
};

/** The same for an unknown address, a wrong password and a suspended member. */
const WRONG_CREDENTIALS = {
  code: 'WRONG_CREDENTIALS',
  message: 'The email address or the password is wrong.',
};

async function toErrorReply(response: Response): Promise<Reply> {
  const read = errorBody.safeParse(parseJson(await response.text()));
  const code = read.success ? read.data.code : '';
  if (response.status === 429) {
    const seconds = response.headers.get('x-retry-after') ?? '60';
    const message = `Too many attempts. Try again in ${seconds} seconds.`;
    return errorReply(429, { code: 'TOO_MANY_REQUESTS', message }, { 'Retry-After': seconds });
  }
  if (Object.hasOwn(messages, code)) return errorReply(400, messages[code] as typeof INVALID_LINK);
  if (code === 'INVALID_EMAIL_OR_PASSWORD' || code === 'INVALID_EMAIL' || code === 'FAILED_TO_CREATE_SESSION')
    return errorReply(401, WRONG_CREDENTIALS);
  if (response.status === 401) return createErrorResponse('unauthorized');
  if (response.status === 403) return createErrorResponse('forbidden');
  return createErrorResponse(response.status < 500 ? 'bad_request' : 'internal_server_error');
}

const describe = ({ userId, name, email }: MemberView) => ({ user: { id: userId, name, email } });

function readHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const name of FORWARDED_HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

/** The client chooses the host. Its origin is compared with it, and a cookie for another machine needs TLS. */
function readOrigin({ headers }: IncomingMessage): { readonly origin: string; readonly secure: boolean } {
  const origin = `http://${headers.host ?? ''}`;
  if (!URL.canParse(origin)) return { origin: 'http://localhost', secure: true };
  const url = new URL(origin);
  return { origin: url.origin, secure: !isLoopback(url.hostname) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
