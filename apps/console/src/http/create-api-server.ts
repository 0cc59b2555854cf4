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

/** What the API is made of. */
export interface ApiOptions {
  readonly authority: Authority;
  readonly verifier: TokenVerifier;
  readonly logger: Logger;
  readonly introspection: boolean;
}

/** The paths, and the methods that each has. */
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
 * Makes the server of the API. Each request is checked in the contract's order: path, method, token,
 * media type, size, document, permissions; of the body nothing is read before the token is good.
 *
 * @param options The authority, the verifier, the logger; whether the schema may be asked for.
 * @returns A server that listens nowhere yet.
 */
export function createApiServer({ authority, verifier, logger, introspection }: ApiOptions): Server {
  const authenticator = createRequestAuthenticator('console', { verifier }, readNodeRequest);
  const graphql = createGraphQL({ introspection });

  async function judge(exchange: Exchange): Promise<HttpResponse> {
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
    const answer = path === '/healthz' ? HEALTHY : await answerDocument(exchange, principal);
    return { ...answer, headers: { ...answer.headers, ...result.headers } };
  }

  async function answerDocument({ request, response, expectsContinue }: Exchange, principal: Principal) {
    const read = await readParams(request, () => {
      if (expectsContinue) response.writeContinue();
    });
    if (!read.ok) return read.answer;
    const outcome: { failure?: unknown } = {};
    const context = {
      principal,
      realm: authenticator.realm,
      management: authority.as(principal),
      now: Date.now,
      outcome,
    };
    const answer = await graphql(read.params, request.headers.accept, context);
    if (outcome.failure !== undefined) logger.error({ err: outcome.failure }, 'unexpected error');
    return answer;
  }

  async function handle(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean) {
    const started = performance.now();
    const log: Record<string, unknown> = {};
    let answer: HttpResponse;
    try {
      answer = await judge({ request, response, expectsContinue, log });
    } catch (error) {
      logger.error({ err: error }, 'unexpected error');
      answer = createErrorResponse('internal_server_error');
    }
    if (!server.listening) response.setHeader('Connection', 'close');
    sendResponse(request, response, answer);
    const ms = Math.round((performance.now() - started) * 100) / 100;
    const path = pathOf(request.url ?? '');
    logger.info({ method: request.method, path, status: answer.status, ms, ...log }, 'request');
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
  /** What the log line of this request says besides. */
  readonly log: Record<string, unknown>;
}

/** The path of a request target, in origin form or in absolute form (RFC 9112 section 3.2). */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}
