import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Authority } from '@lynk-auth/authority';
import type { Principal } from '@lynk-auth/core';
import {
  createErrorResponse,
  createRequestAuthenticator,
  type HttpResponse,
  readNodeRequest,
  type TokenVerifier,
} from '@lynk-auth/core/server';
import type { Logger } from '../create-logger.ts';
import { createGraphQL } from '../graphql/create-graphql.ts';
import { readParams } from './read-params.ts';
import { sendResponse } from './send-response.ts';

/** Options of {@link createApiServer}. */
export interface ApiOptions {
  readonly authority: Authority;
  readonly verifier: TokenVerifier;
  readonly logger: Logger;
  readonly introspection: boolean;
  /** How many proxies in front of the server append to `X-Forwarded-For`. */
  readonly trustedProxies: number;
}

/** The allowed methods of each path. */
const routes = {
  '/lynkapi': ['POST'],
  '/healthz': ['GET', 'HEAD'],
} as const satisfies Record<string, readonly string[]>;

const HEALTHY: HttpResponse = {
  status: 200,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  body: '{"status":"ok"}',
};

/**
 * Creates the server of the API. Each request is checked in the order of the wire contract: path, method, token, media type,
 * size, document, permissions. The body is read only after the token is verified.
 *
 * @param options The authority, the verifier, the logger, whether clients may query the schema, and the trusted proxies.
 * @returns A server that does not listen yet.
 */
export function createApiServer(options: ApiOptions): Server {
  const { authority, verifier, logger, introspection, trustedProxies } = options;
  const plugin = { verifier, clientIp: { trustedProxies } };
  const authenticator = createRequestAuthenticator('console', plugin, readNodeRequest);
  const graphql = createGraphQL({ introspection });

  async function respond(exchange: Exchange): Promise<HttpResponse> {
    const { request, log } = exchange;
    const path = pathOf(request.url ?? '');
    if (!Object.hasOwn(routes, path)) return createErrorResponse('not_found');
    const methods: readonly string[] = routes[path as keyof typeof routes];
    if (!methods.includes(request.method ?? '')) {
      return createErrorResponse('method_not_allowed', { allow: methods.join(', ') });
    }
    const result = await authenticator.authenticate(request);
    if (!result.ok) {
      log['refused'] = result.kind;
      log['reason'] = result.reason;
      return result.response;
    }
    const principal = result.principal as Principal;
    log['tokenId'] = principal.tokenId;
    const response = path === '/healthz' ? HEALTHY : await executeDocument(exchange, principal);
    return { ...response, headers: { ...response.headers, ...result.headers } };
  }

  async function executeDocument({ request, response, expectsContinue }: Exchange, principal: Principal) {
    const read = await readParams(request, () => {
      if (expectsContinue) response.writeContinue();
    });
    if (!read.ok) return read.response;
    const outcome: { failure?: unknown } = {};
    const context = {
      principal,
      realm: authenticator.realm,
      management: authority.as(principal),
      now: Date.now,
      outcome,
    };
    const result = await graphql(read.params, request.headers.accept, context);
    if (outcome.failure !== undefined) logger.error({ err: outcome.failure }, 'unexpected error');
    return result;
  }

  async function handle(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean) {
    const started = performance.now();
    const log: Record<string, unknown> = {};
    let result: HttpResponse;
    try {
      result = await respond({ request, response, expectsContinue, log });
    } catch (error) {
      logger.error({ err: error }, 'unexpected error');
      result = createErrorResponse('internal_server_error');
    }
    if (!server.listening) response.setHeader('Connection', 'close');
    sendResponse(request, response, result);
    const ms = Math.round((performance.now() - started) * 100) / 100;
    const path = pathOf(request.url ?? '');
    logger.info({ method: request.method, path, status: result.status, ms, ...log }, 'request');
  }

  const server = createServer((request, response) => void handle(request, response, false));
  server.on('checkContinue', (request, response) => void handle(request, response, true));
  server.on('clientError', (_, socket) => {
    if (!socket.writable) return;
    const { headers, body } = createErrorResponse('bad_request');
    const lines = Object.entries({ ...headers, 'Content-Length': String(body.length), Connection: 'close' });
    socket.end(
      `HTTP/1.1 400 Bad Request\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n${body}`,
    );
  });
  return server;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Whether the client waits for `100 Continue` before it sends the body. */
  readonly expectsContinue: boolean;
  /** More fields for the log line of this request. */
  readonly log: Record<string, unknown>;
}

/** Returns the path of a request target in origin form or absolute form (RFC 9112 section 3.2). */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}
