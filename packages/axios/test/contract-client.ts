import { createLynkAxios } from '@lynk-auth/axios';
import type { CreateClient } from '@lynk-auth/conformance';
import { type Clients, createContractHandler } from '@lynk-auth/test-kit/client-cases';

/** Creates axios with one of its adapters. */
const createClient =
  (adapter: 'http' | 'fetch'): CreateClient =>
  (options) => {
    const instance = createLynkAxios(options, { adapter });
    return {
      async query(query, { operationName, ...config } = {}) {
        const response = await instance.post('', { query, operationName, variables: {} }, config);
        // Users hold the whole response, so it is searched for the token too.
        return Object.defineProperty(response.data.data, 'response', { value: response });
      },
      send: (method, url, { body, ...config } = {}) =>
        instance.request({ method, url, data: body, ...config }),
      stream: async (url, { body: _, ...config }) =>
        (await instance.get(url, { ...config, responseType: 'stream' })).data,
    };
  };

/** The clients of the built package, by the adapter of axios. */
export const clients: Clients = { http: createClient('http'), fetch: createClient('fetch') };

export const createHandler = createContractHandler(clients);
