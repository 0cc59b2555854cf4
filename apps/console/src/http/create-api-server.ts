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
import type { Config } from '../config.ts';
import type { Logger } from '../create-logger.ts';
import { isDatabaseError } from '../describe-database-error.ts';
import { createGraphQL } from '../graphql/create-graphql.ts';
import { createLoaders } from '../graphql/create-loaders.ts';
import { areaOf } from '../metrics/area-of.ts';
import type { Metrics } from '../metrics/create-metrics.ts';
import type { Site } from '../site/create-site.ts';
import { HEALTHY, type Probes } from './create-probes.ts';
import { readParams } from './read-params.ts';
import { rejectConnection } from './reject-connection.ts';
import { sendResponse } from './send-response.ts';

/** Options of {@link createApiServer}. */
export interface ApiOptions
  extends Pick<Config, 'introspection' | 'trustedProxies' | 'requestTimeoutSeconds'> {
  readonly authority: Authority;
  readonly verifier: TokenVerifier;
  readonly logger: Logger;
  /**
   * Serves the paths that the API does not have.
   * @default they are 404
   */
  readonly site?: Site | undefined;
  /**
   * Serves the probes.
   * @default they are 404
   */
  readonly probes?: Probes | undefined;
  /** @default nothing is counted */
  readonly metrics?: Metrics | undefined;
  /**
   * Whether a shutdown has begun. Each connection is then closed after its next response.
   * @default while the server does not listen any more
   */
  readonly isStopping?: () => boolean;
}

/** The allowed methods of each path. */
const routes = {
  '/lynkapi': ['POST'],
  '/healthz': ['GET', 'HEAD'],
} as const satisfies Record<string, readonly string[]>;

/**
 * How long a connection without requests stays open, in milliseconds: longer than load balancers keep theirs, since a request
 * on a connection that is just being closed is lost.
 */
const KEEP_ALIVE_MS = 75_000;

/**
 * Creates the server of the API. Each request is checked in the order of the wire contract: path, method, token, media type,
 * size, document, permissions. The body is read only after the token is verified.
 *
 * @param options The authority, the verifier, the logger, and settings of the configuration.
 * @returns A server that does not listen yet.
 */
export function createApiServer(options: ApiOptions): Server {
  const { authority, verifier, logger, site, probes, metrics } = options;
  const { introspection, trustedProxies, requestTimeoutSeconds } = options;
  const plugin = { verifier, clientIp: { trustedProxies } };
  const authenticator = createRequestAuthenticator('console', plugin, readNodeRequest);
  const graphql = createGraphQL({ introspection });
  const isStopping = options.isStopping ?? (() => !server.listening);

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
    const management = authority.as(principal);
    const context = {
      params: read.params,
      principal,
      realm: authenticator.realm,
      management,
      loaders: createLoaders(management, principal),
      now: Date.now,
      outcome,
    };
    const result = await graphql(request.headers.accept, context);
    if (outcome.failure !== undefined) logger.error({ err: outcome.failure }, 'unexpected error');
    return result;
  }

  async function handle(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean) {
    const started = performance.now();
    const log: Record<string, unknown> = {};
    const path = pathOf(request.url ?? '');
    const send = (result: HttpResponse): void => {
      if (isStopping()) response.setHeader('Connection', 'close');
      log['status'] = result.status;
      sendResponse(request, response, result);
    };
    try {
      const probed = await probes?.(path, request.method);
      if (probed) return send(probed);
      const exchange = { request, response, expectsContinue, log };
      if (!(await serveSite(exchange, path))) send(await respond(exchange));
    } catch (error) {
      const isAway = isDatabaseError(error);
      logger.error({ err: error }, isAway ? 'a database is unavailable' : 'unexpected error');
      send(createErrorResponse(isAway ? 'service_unavailable' : 'internal_server_error'));
    }
    const duration = performance.now() - started;
    metrics?.countRequest(areaOf(path), response.headersSent ? response.statusCode : null, duration / 1000);
    const ms = Math.round(duration * 100) / 100;
    logger.info({ method: request.method, path, ms, status: response.statusCode, ...log }, 'request');
  }

  async function serveSite({ request, response, expectsContinue }: Exchange, path: string): Promise<boolean> {
    if (site === undefined || Object.hasOwn(routes, path)) return false;
    if (isStopping()) response.setHeader('Connection', 'close');
    if (expectsContinue) response.writeContinue();
    return site(request, response, path);
  }

  const requestTimeout = requestTimeoutSeconds * 1000;
  const server = createServer(
    {
      requestTimeout,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(1000, requestTimeout / 2),
    },
    (request, response) => void handle(request, response, false),
  );
  server.on('checkContinue', (request, response) => void handle(request, response, true));
  server.on('clientError', rejectConnection);
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
