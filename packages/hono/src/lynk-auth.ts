import { createRequestAuthenticator, type PluginOptions, setAuthContext } from '@lynk-auth/core/server';
import type { Context, MiddlewareHandler } from 'hono';
import { createRefusal } from './create-refusal.ts';
import type { LynkAuthEnv, OptionalLynkAuthEnv } from './lynk-auth-env.ts';
import { readRequest } from './read-request.ts';
import { setNodeHeaders } from './set-node-headers.ts';

/** Options of {@link lynkAuth}. */
export type LynkAuthOptions = PluginOptions<Context>;

/**
 * Creates the middleware that authenticates requests. It sets `c.var.lynk` to the principal and rejects every
 * other request without reading its body: it throws Hono's `HTTPException`, so that it combines with `some`, `every`
 * and `except` of `hono/combine`. Mount it after CORS, because a preflight carries no token.
 *
 * @param options The verifier, the realm, optional mode, the time limit and how to find the client's address.
 * @returns The middleware, for `app.use`. `app.onError` receives rejections, which are an `HTTPException` with the
 *   response, and errors of the verifier. Without `app.onError`, Hono sends the response.
 * @throws {LynkConfigurationError} if an option is unknown or invalid.
 * @example
 * ```ts
 * import type { TokenVerifier } from '@lynk-auth/core/server';
 * import { lynkAuth } from '@lynk-auth/hono';
 * import { Hono } from 'hono';
 *
 * declare const verifier: TokenVerifier;
 *
 * const app = new Hono();
 * app.use('/api/*', lynkAuth({ verifier }));
 * ```
 */
export function lynkAuth(
  options: LynkAuthOptions & { readonly optional?: false | undefined },
): MiddlewareHandler<LynkAuthEnv>;
export function lynkAuth(options: LynkAuthOptions): MiddlewareHandler<OptionalLynkAuthEnv>;
export function lynkAuth(options: LynkAuthOptions): MiddlewareHandler {
  const { realm, formatError, authenticate } = createRequestAuthenticator('lynkAuth', options, readRequest);

  return async (c, next) => {
    const pending = authenticate(c);
    const result = 'then' in pending ? await pending : pending;
    if (!result.ok) throw createRefusal(c, result.response);
    setAuthContext(c, { principal: result.principal, realm, formatError });
    c.set('lynk', result.principal);
    if (setNodeHeaders(c, result.headers)) {
      await next();
      return undefined;
    }
    const names = Object.keys(result.headers);
    // Before the handler: adding a header to a finished response costs Hono as much as the authentication.
    for (const name of names) c.header(name, result.headers[name] as string);
    await next();
    for (const name of names) addMissing(c, name, result.headers[name] as string);
    return undefined;
  };
}

/** Adds a header after the handler: a `Response` that the handler created lacks the headers set before it. */
function addMissing(c: Context, name: string, value: string): void {
  // The response of a WebSocket upgrade belongs to the runtime; a copy of it does not upgrade the connection.
  if (c.res.status === 101 || c.res.headers.has(name)) return;
  try {
    c.res.headers.set(name, value);
  } catch {
    // Headers of a response from `fetch` are immutable: Hono copies the response.
    c.header(name, value);
  }
}
