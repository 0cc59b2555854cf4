import { allowInsecureTransport, createTransport, type TransportOptions } from '@lynk-auth/core/client';
import { assertOption, readOwn } from '@lynk-auth/core/internal';
import type { AxiosAdapter, AxiosInstance } from 'axios';
import { authorizeAdapter } from './authorize-adapter.ts';
import { resolveAdapter } from './send-once.ts';

const attached = /* @__PURE__ */ new WeakSet<AxiosInstance>();

/**
 * Makes an axios instance send the token with every request. The instance's adapter adds it, so that no config,
 * response or error ever contains the token, and interceptors work as before, in either order.
 *
 * - Requests go to the endpoint's origin only. A relative URL is relative to the endpoint.
 * - Redirects, retries, time limits and a rejected token are handled as described for core's `createTransport`.
 * - Errors are a `LynkError`, which `axios.isAxiosError` recognizes too.
 * - A 200 with `errors` is an error if the request was a POST to the endpoint.
 * - A request with its own `adapter` is sent without the token.
 * - A request with `socketPath` is rejected, unless `[allowInsecureTransport]` is set.
 *
 * @param instance An instance of `axios.create()`. Its current adapter, `http` or `fetch`, sends the requests.
 * @param options The token, the endpoint and the limits.
 * @returns A function that restores the instance.
 * @throws {LynkConfigurationError} When an option is unknown or invalid, or the instance already has a token.
 * @throws {LynkTokenError} When the token is a string that is not a valid token.
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
  assertOption(caller, !attached.has(instance), 'the instance already has a token: detach it first');
  const inner = instance.defaults.adapter;
  const isInsecure = readOwn(options, allowInsecureTransport) === true;
  const authorized = authorizeAdapter(inner, createTransport(caller, options), isInsecure);
  let isAttached = true;
  const adapter: AxiosAdapter = (config) => (isAttached ? authorized : resolveAdapter(inner, config))(config);
  instance.defaults.adapter = adapter;
  attached.add(instance);

  return () => {
    if (!isAttached) return;
    isAttached = false;
    attached.delete(instance);
    // Another adapter may have wrapped this one since.
    if (instance.defaults.adapter === adapter) instance.defaults.adapter = inner as never;
  };
}
