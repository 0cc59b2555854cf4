import { createLynkClient } from '@lynk-auth/fetch';
import { type Clients, createContractHandler } from '@lynk-auth/test-kit/client-cases';

/** The client of the built package. */
export const clients: Clients = {
  fetch: (options) => {
    const client = createLynkClient(options);
    return {
      query: (document, call) => client.query(document, {}, call),
      send: (method, address, { body, ...init } = {}) =>
        client.raw.raw(address, { method, ...init, body: body as BodyInit }),
      stream: (address, init) => client.raw(address, { ...init, responseType: 'stream' } as never) as never,
    };
  },
};

export const createHandler = createContractHandler(clients);
