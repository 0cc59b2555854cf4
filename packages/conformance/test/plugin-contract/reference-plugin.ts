/// <reference types="node" />
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import {
  type AuthContext,
  type Authentication,
  createPermissionCheck,
  createRequestAuthenticator,
  discardRequestBody,
  type HttpResponse,
  type PermissionCheck,
  type PermissionNeed,
  type PluginOptions,
  type RequestAuthenticator,
  type RequestFacts,
  readNodeRequest,
  setAuthContext,
} from '@lynk-auth/core/server';
import { listen } from '../../src/client-contract/listen.ts';
import { contractVerifier } from '../../src/plugin-contract/contract-verifier.ts';
import type {
  AppSettings,
  PluginUnderTest,
  RunningPlugin,
} from '../../src/plugin-contract/plugin-under-test.ts';

export type Options = PluginOptions<IncomingMessage>;

/** The parts of a plugin. A test replaces one by a part with a defect. */
export interface Parts {
  create(options: Options, read: Parts['read']): RequestAuthenticator<IncomingMessage>;
  read(request: IncomingMessage): RequestFacts;
  /** Runs first. Returns whether it has responded. */
  before(request: IncomingMessage, response: ServerResponse): boolean | Promise<boolean>;
  authenticate(
    authenticator: RequestAuthenticator<IncomingMessage>,
    request: IncomingMessage,
    options: Options,
  ): Authentication | Promise<Authentication>;
  remember(request: IncomingMessage, session: AuthContext): void;
  announce(response: ServerResponse, headers: Readonly<Record<string, string>>): void;
  createCheck(permissions: readonly string[], needs?: PermissionNeed): PermissionCheck;
  /** Returns the principal, as the handler reads it. */
  principalOf(request: IncomingMessage, session: AuthContext): unknown;
  /** Returns whether the handler starts nevertheless. */
  send(refusal: HttpResponse, request: IncomingMessage, response: ServerResponse): boolean;
  fail(error: unknown, response: ServerResponse): void;
  /** When the server listens. */
  serve(server: Server): void;
}

export function sendResponse(
  { status, headers, body }: HttpResponse,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (discardRequestBody(request)) response.setHeader('Connection', 'close');
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
  return false;
}

/** Read without a defect. */
export const parts: Parts = {
  create: (options, read) => createRequestAuthenticator('lynkAuth', options, read),
  read: readNodeRequest,
  before: () => false,
  authenticate: (authenticator, request) => authenticator.authenticate(request),
  remember: setAuthContext,
  announce(response, headers) {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  },
  createCheck: createPermissionCheck,
  principalOf: (_, { principal }) => principal,
  send: sendResponse,
  fail: (_, response) => void (response.headersSent || response.writeHead(500).end()),
  serve: () => undefined,
};

const needs: Readonly<Record<string, readonly [permissions: readonly string[], needs?: PermissionNeed]>> = {
  '/organization': [['view_organization']],
  '/unguarded': [['view_organization']],
  '/sboms': [['update_sboms']],
  '/drafts': [['update_sboms', 'delete_sboms'], 'any'],
};

async function sizeOf(request: IncomingMessage): Promise<number> {
  let size = 0;
  for await (const chunk of request) size += (chunk as Uint8Array).length;
  return size;
}

/** The contract's app without a framework. */
function createApp(options: Options, { cors = false }: AppSettings, made: Parts): RequestListener {
  let handled = 0;
  const authenticator = made.create(options, made.read);
  const checks = new Map(Object.entries(needs).map(([path, needed]) => [path, made.createCheck(...needed)]));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (data: unknown) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(data));
    const { pathname } = new URL(request.url ?? '', 'http://localhost');
    if (pathname === '/handled') return void json({ handled });
    if (cors) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    }
    if (await made.before(request, response)) return;
    let session: AuthContext = { principal: null, realm: 'api' };
    if (pathname !== '/unguarded') {
      const result = await made.authenticate(authenticator, request, options);
      if (!result.ok) {
        if (made.send(result.response, request, response)) handled += 1;
        return;
      }
      const { realm, formatError } = authenticator;
      session = { principal: result.principal, realm, formatError };
      made.announce(response, result.headers);
      made.remember(request, session);
    }
    const refusal = checks.get(pathname)?.(request) ?? null;
    if (refusal !== null) return void made.send(refusal, request, response);
    handled += 1;
    if (pathname === '/sboms') json({ received: await sizeOf(request) });
    else json({ principal: made.principalOf(request, session) });
  }
  return (request, response) => void serve(request, response).catch((error) => made.fail(error, response));
}

function start(app: RequestListener, made: Parts): Promise<RunningPlugin> {
  const server = createServer(app);
  made.serve(server);
  return listen(server);
}

/** A plugin for node:http alone; with some of its parts replaced. */
export function createReferencePlugin(replaced: Partial<Parts> = {}): PluginUnderTest {
  const made = { ...parts, ...replaced };
  return {
    start: ({ cors = false, ...settings }) =>
      start(createApp({ verifier: contractVerifier, ...settings }, { cors }, made), made),
    startWith: async (options, app = {}) => start(createApp(options as Options, app, made), made),
  };
}
