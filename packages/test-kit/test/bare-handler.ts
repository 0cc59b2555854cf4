import { type AppSettings, contractVerifier, type PluginSettings } from '@lynk-auth/conformance';
import {
  authenticateRequest,
  createAuthorizer,
  createPermissionCheck,
  type HttpResponse,
  type PermissionNeed,
  resolveClientIp,
  toResponse,
} from '@lynk-auth/core/server';
import type { CreateHandler, RuntimeName } from '../src/index.ts';

/** The other end of the socket, as each runtime tells it. */
function remoteAddress(
  runtime: RuntimeName,
  request: Request,
  [native]: readonly unknown[],
): string | undefined {
  if (runtime === 'node') return (native as { socket: { remoteAddress?: string } }).socket.remoteAddress;
  if (runtime === 'deno') return (native as { remoteAddr: { hostname: string } }).remoteAddr.hostname;
  if (runtime === 'bun') {
    const server = native as { requestIP(request: Request): { address: string } | null };
    return server.requestIP(request)?.address;
  }
  return undefined;
}

const needed: Readonly<Record<string, readonly [permissions: readonly string[], needs?: PermissionNeed]>> = {
  '/organization': [['view_organization']],
  '/sboms': [['update_sboms']],
  '/drafts': [['update_sboms', 'delete_sboms'], 'any'],
};

/** The contract's app on core alone, as a user of a fetch handler writes it. */
export const createHandler: CreateHandler<PluginSettings & AppSettings> = (settings, runtime) => {
  const { cors = false, clientIp, ...options } = settings;
  const { realm, errorFormat } = options;
  let handled = 0;

  async function handle(request: Request, native: readonly unknown[]): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === '/handled') return Response.json({ handled });
    if (pathname === '/unguarded') createPermissionCheck(['view_organization'])(request);
    const { headers } = request;
    const context = {
      clientIp: resolveClientIp(clientIp, {
        remoteAddress: remoteAddress(runtime, request, native),
        forwardedFor: headers.get('x-forwarded-for'),
      }),
    };
    const result = await authenticateRequest(request, contractVerifier, { ...options, context });
    if (!result.ok) return toResponse(result.response);
    const { principal } = result;
    const send = (refusal: HttpResponse | null, response: () => Response) => {
      const sent = refusal === null ? response() : toResponse(refusal);
      for (const [name, value] of Object.entries(result.headers)) sent.headers.set(name, value);
      return sent;
    };
    const [permissions = [], needs] = needed[pathname] ?? [];
    const refusal =
      permissions.length === 0
        ? null
        : createAuthorizer(permissions, { realm, needs, errorFormat }).refusal(principal, request);
    if (refusal !== null) return send(refusal, Response.error);
    handled += 1;
    const received = pathname === '/sboms' ? (await request.arrayBuffer()).byteLength : 0;
    return send(null, () => Response.json(pathname === '/sboms' ? { received } : { principal }));
  }

  return async (request, ...native) => {
    if (cors && request.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: { 'Access-Control-Allow-Origin': '*' } });
    }
    const response = await handle(request, native).catch(() => new Response(null, { status: 500 }));
    if (cors) response.headers.set('Access-Control-Allow-Origin', '*');
    return response;
  };
};
