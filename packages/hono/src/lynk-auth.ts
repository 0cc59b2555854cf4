import {
  createRequestAuthenticator,
  isPromise,
  type PluginOptions,
  setAuthContext,
} from '@lynk-auth/core/server';
import type { Context, MiddlewareHandler } from 'hono';
import type { LynkAuthEnv, OptionalLynkAuthEnv } from './environment.ts';
import { readRequest } from './read-request.ts';
import { refuse } from './refuse.ts';
import { setOnNode } from './set-on-node.ts';

/** What {@link lynkAuth} takes. */
export type LynkAuthOptions = PluginOptions<Context>;

/**
 * Lets only requests with a good token pass, and puts who asks at `c.var.lynk`. The body is not read.
 *
 * @param options The verifier; realm, optional mode, time limit, the client's address.
 * @returns A middleware, for `app.use`.
 * @throws {LynkConfigurationError} for an unknown or a wrong option, now and not on the first request.
 * @example
 * ```ts
 * import type { TokenVerifier } from '@lynk-auth/core';
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
  const { realm, authenticate } = createRequestAuthenticator('lynkAuth', options, readRequest);

  return async (c, next) => {
    const asked = authenticate(c);
    const result = isPromise(asked) ? await asked : asked;
    if (!result.ok) return refuse(c, result.response);
    setAuthContext(c, { principal: result.principal, realm });
    c.set('lynk', result.principal);
    if (setOnNode(c, result.headers)) {
      await next();
      return undefined;
    }
    const names = Object.keys(result.headers);
    // Before, since what is added to a finished answer costs Hono as much as the judgement.
    for (const name of names) c.header(name, result.headers[name] as string);
    await next();
    for (const name of names) addMissing(c, name, result.headers[name] as string);
    return undefined;
  };
}

/** Afterwards too, since a handler's own `Response` takes over nothing that was set before. */
function addMissing(c: Context, name: string, value: string): void {
  // The answer of an upgrade is the runtime's own, and a copy of it upgrades nothing.
  if (c.res.status === 101 || c.res.headers.has(name)) return;
  try {
    c.res.headers.set(name, value);
  } catch {
    // Headers that came from `fetch` cannot be changed: Hono makes a copy.
    c.header(name, value);
  }
}
