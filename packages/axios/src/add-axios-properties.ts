import type { LynkError } from '@lynk-auth/core';
import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';

interface AxiosContext {
  /** The caller's config, without the token. */
  readonly config: InternalAxiosRequestConfig;
  readonly response?: AxiosResponse | undefined;
}

/**
 * Adds the properties of an axios error to a `LynkError`, so that `axios.isAxiosError`, `axios.isCancel`,
 * `error.config` and `error.response` work. They are not enumerable and so not printed with the error.
 */
export function addAxiosProperties<E extends LynkError>(error: E, { config, response }: AxiosContext): E {
  const properties: Record<string, unknown> = { isAxiosError: true, config, response };
  if (error.code === 'aborted') properties['__CANCEL__'] = true;
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(error, name, { value, configurable: true, writable: true });
  }
  return error;
}
