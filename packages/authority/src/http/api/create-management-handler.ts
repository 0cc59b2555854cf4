import { assertOption, assertRealm, readOwnOptions } from '@lynk-auth/core/internal';
import { bearerChallenge, createErrorResponse, type HttpResponse, toResponse } from '@lynk-auth/core/server';
import type { Actor } from '../../access/actor.ts';
import { readInput } from '../../operations/read-input.ts';
import { assertBasePath } from '../assert-base-path.ts';
import type { ConnectedRequest, Handler } from '../connection.ts';
import { createJsonResponse } from '../create-json-response.ts';
import type { OriginReader } from '../create-origin-reader.ts';
import { type HandlerOptions, handlerOptionNames, readHandlerOptions } from '../read-http-options.ts';
import { createFailureResponse } from './create-failure-response.ts';
import { createOpenApiDocument } from './create-open-api-document.ts';
import { createQueryReader } from './create-query-reader.ts';
import { findRoutes } from './find-routes.ts';
import { isSameOrigin } from './is-same-origin.ts';
import { readRequestJson } from './read-request-json.ts';
import { type Route, routes } from './routes.ts';

/** Options of the management API. */
export interface ManagementOptions {
  /**
   * Finds who sends a request: the signed-in user of your session, or the principal of a token. `null` is 401.
   *
   * Read the session as your other routes do. The organization of the actor decides what the request can reach, so it must
   * come from the session, and a member of several organizations chooses it there.
   */
  readonly actor: (request: Request) => Actor | null | Promise<Actor | null>;
  /**
   * Other origins whose pages may change something, such as `https://app.example.com`. Needed if the page is not served by
   * the host that the request names, for example behind a proxy that replaces `Host`. No CORS headers are sent.
   * @default []
   */
  readonly origins?: readonly string[] | undefined;
}

/** Options of {@link createManagementHandler}. */
export interface ManagementHandlerOptions extends HandlerOptions, ManagementOptions {
  /**
   * The path of the API, such as `/api`.
   * @default ''
   */
  readonly basePath?: string | undefined;
  /**
   * The realm of the challenge of a 401.
   * @default 'api'
   */
  readonly realm?: string | undefined;
}

const caller = 'createManagementHandler';

/**
 * Creates the handler of the management API: JSON over HTTP on the operations of `authority.as(actor)`, for a settings
 * page. `GET openapi.json` describes it.
 *
 * A page of another origin cannot use it: a request that changes something must have the media type `application/json`, and
 * its `Sec-Fetch-Site` or `Origin` must be that of the API or in `origins`. A secret is only in the response that
 * creates it, and no response may be cached.
 *
 * @param options The authority, and who sends a request.
 * @returns The handler. It does not reject.
 * @throws {LynkConfigurationError} for an unknown or invalid option.
 * @example
 * ```ts
 * import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
 * import { createManagementHandler } from '@lynk-auth/authority/http';
 *
 * declare const readSession: (cookie: string | null) => { organizationId: string; userId: string } | null;
 *
 * const authority = createAuthority({ store: createMemoryStore() });
 * const handler = createManagementHandler({
 *   authority,
 *   actor(request) {
 *     const session = readSession(request.headers.get('cookie'));
 *     return session && { kind: 'user', ...session };
 *   },
 * });
 * ```
 */
export function createManagementHandler(options: ManagementHandlerOptions): Handler {
  const names = [...handlerOptionNames, 'actor', 'origins', 'basePath', 'realm'] as const;
  const own = readOwnOptions(caller, options, names);
  const { actor, origins = [], basePath = '', realm = 'api' } = own;
  assertOption(caller, typeof actor === 'function', 'actor must be a function of the request');
  assertOption(
    caller,
    Array.isArray(origins) && origins.every(isOrigin),
    'origins must be a list of origins, such as "https://app.example.com", without a path',
  );
  assertBasePath(caller, basePath);
  assertRealm(caller, realm);
  const { authority, report, readOrigin } = readHandlerOptions(caller, {
    authority: own.authority,
    onError: own.onError,
    clientIp: own.clientIp,
  });
  const settings = {
    ...{ authority, readOrigin, actor, basePath },
    origins: Object.freeze([...origins]),
    unauthorized: createErrorResponse('unauthorized', { challenge: bearerChallenge(realm) }),
    readQuery: createQueryReaders(),
  };
  return async (request, connection) => {
    try {
      return toResponse(await manage(settings, { request, connection }));
    } catch (error) {
      return toResponse(report(error));
    }
  };
}

interface Settings extends Pick<ManagementHandlerOptions, 'authority' | 'actor'> {
  readonly origins: readonly string[];
  readonly basePath: string;
  readonly readOrigin: OriginReader;
  readonly unauthorized: HttpResponse;
  readonly readQuery: ReadonlyMap<Route, (query: URLSearchParams) => unknown>;
}

const isOrigin = (value: unknown): boolean =>
  typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;

const createQueryReaders = (): Settings['readQuery'] =>
  new Map(
    routes.flatMap((route) =>
      route.method === 'GET' && route.input !== null ? [[route, createQueryReader(route.input)]] : [],
    ),
  );

/** Checks in this order: path, method, origin, actor, media type, size, JSON, input. */
async function manage(settings: Settings, connected: ConnectedRequest): Promise<HttpResponse> {
  const { request } = connected;
  const { pathname, searchParams } = new URL(request.url);
  if (!pathname.startsWith(`${settings.basePath}/`)) return createErrorResponse('not_found');
  const path = pathname.slice(settings.basePath.length);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (path === '/openapi.json') {
    return method === 'GET'
      ? createJsonResponse(200, createOpenApiDocument())
      : createErrorResponse('method_not_allowed', { allow: 'GET, HEAD' });
  }

  const found = findRoutes(routes, path);
  if (found.routes.length === 0) return createErrorResponse('not_found');
  const route = found.routes.find((each) => each.method === method);
  if (route === undefined) {
    return createErrorResponse('method_not_allowed', { allow: listMethods(found.routes) });
  }
  if (!isSameOrigin(request, settings.origins)) return createErrorResponse('forbidden');
  const actor = (await settings.actor(request)) ?? null;
  if (actor === null) return settings.unauthorized;

  const json =
    route.method === 'GET'
      ? { value: settings.readQuery.get(route)?.(searchParams) }
      : await readRequestJson(request);
  if ('response' in json) return json.response;
  const input = route.input === null ? null : readInput(route.input, json.value, null);
  if (input?.ok === false) return createFailureResponse(input);
  const operations = settings.authority.as(actor, settings.readOrigin(connected));
  const outcome = await route.call(operations, found.id, input?.value as never);
  if (!outcome.ok) return createFailureResponse(outcome);
  const { ok: _, ...result } = outcome;
  return createJsonResponse(route.status, reveal(result));
}

const listMethods = (found: readonly Route[]): string =>
  found.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');

/** In JSON, the secret of a new token is masked unless it is revealed. */
const reveal = (result: { readonly secret?: { reveal(): string } }): object =>
  result.secret === undefined ? result : { ...result, secret: result.secret.reveal() };
