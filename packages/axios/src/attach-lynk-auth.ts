import { lynk } from '@lynk-auth/core';
import { createTransport, type TransportOptions, transportOptionNames } from '@lynk-auth/core/client';
import { assertOption, assertOptions } from '@lynk-auth/core/internal';
import type { AxiosAdapter, AxiosInstance } from 'axios';
import { authorizeAdapter } from './authorize-adapter.ts';
import { resolveAdapter } from './send-once.ts';

const attached = /* @__PURE__ */ new WeakSet<AxiosInstance>();

/**
 * Has an axios instance send the token with every request. It is added below axios, by the instance's
 * adapter: no config, response or error ever holds it, and interceptors work as before, in either order.
 *
 * - Only addresses of the endpoint's origin are called; a relative one is relative to the endpoint.
 * - Redirects, retries, time limits and a refused token are dealt with as `createTransport` of core says.
 * - What is thrown is an error of the family, which `axios.isAxiosError` knows too.
 * - A POST to the endpoint that is answered by 200 and `errors` is an error.
 * - A request with an `adapter` of its own goes without the token.
 *
 * @param instance What `axios.create()` gives; its adapter, `http` or `fetch`, is taken as it is now.
 * @param options The token, the endpoint, the limits.
 * @returns Puts the instance back as it was.
 * @throws {LynkConfigurationError} for an unknown or a wrong option, and where one is attached already.
 * @throws {LynkTokenError} when the token is a text that is none.
 * @example
 * ```ts
 * import { attachLynkAuth, fromEnv } from '@lynk-auth/axios';
 * import axios from 'axios';
 *
 * const api = axios.create();
 * const detach = attachLynkAuth(api, { token: fromEnv() });
 * const { data } = await api.post('', { query: '{ organization { name } }' });
 * ```
 */
export function attachLynkAuth(instance: AxiosInstance, options: TransportOptions): () => void {
  const caller = 'attachLynkAuth';
  assertOption(
    caller,
    typeof instance === 'function' && typeof instance.defaults === 'object',
    'the first argument must be an axios instance',
  );
  assertOptions(caller, options, transportOptionNames);
  assertOption(caller, !attached.has(instance), 'the instance has a token already: detach that first');
  const inner = instance.defaults.adapter;
  const authorized = authorizeAdapter(inner, createTransport(caller, options), options.format ?? lynk);
  let isAttached = true;
  const adapter: AxiosAdapter = (config) => (isAttached ? authorized : resolveAdapter(inner, config))(config);
  instance.defaults.adapter = adapter;
  attached.add(instance);

  return () => {
    if (!isAttached) return;
    isAttached = false;
    attached.delete(instance);
    // Somebody may have put another one in front of it since.
    if (instance.defaults.adapter === adapter) instance.defaults.adapter = inner as never;
  };
}
