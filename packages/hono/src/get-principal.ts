import { type PrincipalAccessor, getPrincipal as read } from '@lynk-auth/core/server';
import type { Context } from 'hono';

/**
 * Reads who asks, with a check that `lynkAuth` ran, which `c.var.lynk` has not. Behind `lynkAuth` in
 * optional mode, ask with `{ optional: true }`.
 *
 * @param c Hono's context.
 * @param options `optional`: whether nobody is an answer too. Default: `false`.
 * @returns The principal; with `optional` also `null`.
 * @throws {LynkConfigurationError} where `lynkAuth` did not run, or there is nobody and `optional` is not set.
 * @example
 * ```ts
 * import { getPrincipal } from '@lynk-auth/hono';
 * import { Hono } from 'hono';
 *
 * const app = new Hono();
 * app.get('/whoami', (c) => c.json(getPrincipal(c)));
 * ```
 */
export const getPrincipal: PrincipalAccessor<Context> = read;
