import type { TransportOptions } from '@lynk-auth/core/client';
import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
import { attachLynkAuth } from './attach-lynk-auth.ts';

/**
 * Creates an axios instance that sends the token: `axios.create` with {@link attachLynkAuth}.
 *
 * @param options The token, the endpoint and the limits.
 * @param defaults The defaults for `axios.create`. Without a `baseURL`, URLs are relative to the endpoint.
 * @returns The instance.
 * @throws {LynkConfigurationError} When an option is unknown or invalid.
 * @throws {LynkTokenError} When the token is a string that is not a valid token.
 * @example
 * ```ts
 * import { createLynkAxios, fromEnv } from '@lynk-auth/axios';
 *
 * const api = createLynkAxios({ token: fromEnv() });
 * const { data } = await api.post('', { query: '{ organization { name } }' });
 * ```
 */
export function createLynkAxios(options: TransportOptions, defaults?: CreateAxiosDefaults): AxiosInstance {
  const instance = axios.create(defaults);
  attachLynkAuth(instance, options);
  return instance;
}
