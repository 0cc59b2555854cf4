import { prepareBody } from '@lynk-auth/core/internal';
import type { InternalAxiosRequestConfig } from 'axios';

/**
 * Replaces the data of an attempt by what `fetch` can send. The adapter `http` recognizes forms and files of any
 * implementation by itself; `fetch` sends some of them as a string such as `[object FormData]`.
 *
 * @param attemptConfig The config of one attempt. It is changed.
 * @throws {LynkConfigurationError} As a rejection, if the data cannot be sent.
 */
export async function prepareData(attemptConfig: InternalAxiosRequestConfig): Promise<void> {
  const { headers } = attemptConfig;
  const { body, type } = await prepareBody(attemptConfig.data);
  attemptConfig.data = body;
  // The type of a form is invalid without the boundary.
  if (type !== undefined) headers.setContentType(type, type.includes('boundary='));
}
