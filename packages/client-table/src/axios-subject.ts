import { createLynkAxios } from '@lynk-auth/axios';
import type { MakeSubject } from './subject.ts';

/** axios with one of its adapters. */
export const makeAxiosSubject =
  (adapter: 'http' | 'fetch'): MakeSubject =>
  (options) => {
    const instance = createLynkAxios(options, { adapter });
    return {
      async query(query, { operationName, ...config } = {}) {
        // The response as a whole is what its users hold.
        const response = await instance.post('', { query, operationName, variables: {} }, config);
        return Object.defineProperty(response.data.data, 'response', { value: response });
      },
      send: (method, url, { body, ...config } = {}) =>
        instance.request({ method, url, data: body, ...config }),
    };
  };
