import type { LynkError } from '@lynk-auth/core';
import type { AxiosResponse, InternalAxiosRequestConfig } from 'axios';

interface Context {
  /** The caller's, without the token. */
  readonly config: InternalAxiosRequestConfig;
  readonly response?: AxiosResponse | undefined;
}

/**
 * Lets code that knows axios understand an error of the family: `axios.isAxiosError`, `axios.isCancel`,
 * `error.config` and `error.response` work. None of them is printed with the error.
 */
export function toFailure<E extends LynkError>(error: E, { config, response }: Context): E {
  const properties: Record<string, unknown> = { isAxiosError: true, config, response };
  if (error.code === 'aborted') properties['__CANCEL__'] = true;
  for (const [name, value] of Object.entries(properties)) {
    Object.defineProperty(error, name, { value, configurable: true, writable: true });
  }
  return error;
}
