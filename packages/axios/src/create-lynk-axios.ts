import type { TransportOptions } from '@lynk-auth/core/client';
import axios, { type AxiosInstance, type CreateAxiosDefaults } from 'axios';
import { attachLynkAuth } from './attach-lynk-auth.ts';

/**
 * Makes an axios instance that sends the token: `axios.create` and {@link attachLynkAuth}.
 *
 * @param options The token, the endpoint, the limits.
 * @param defaults What `axios.create` takes. Without a `baseURL`, addresses are relative to the endpoint.
 * @returns The instance.
 * @throws {LynkConfigurationError} for an unknown or a wrong option.
 * @throws {LynkTokenError} when the token is a text that is none.
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
