import type { CreateClient } from '@lynk-auth/conformance';
import type { AnyFetch } from '@lynk-auth/fetch';
import { createLynkClient } from '@lynk-auth/fetch';
import type { Clients } from '@lynk-auth/test-kit/client-cases';
import * as whatwg from '@whatwg-node/fetch';
import nodeFetch3 from 'node-fetch';
import nodeFetch2 from 'node-fetch-2';
import { fetch as undici } from 'undici';

const createClient =
  (fetch: AnyFetch): CreateClient =>
  (options) => {
    // With the prototype of the options: the contract passes some that inherit.
    const own = Object.getOwnPropertyDescriptors({ ...options, fetch });
    const client = createLynkClient(Object.create(Object.getPrototypeOf(options), own));
    return {
      query: (document, call) => client.query(document, {}, call),
      send: (method, address, { body, ...init } = {}) =>
        client.raw.raw(address, { method, ...init, body: body as BodyInit }),
    };
  };

/** The client of the built package, with the fetch of other implementations. */
export const clients: Clients = {
  undici: createClient(undici as AnyFetch),
  whatwg: createClient(whatwg.fetch as AnyFetch),
  nodeFetch3: createClient(nodeFetch3 as AnyFetch),
  nodeFetch2: createClient(nodeFetch2 as unknown as AnyFetch),
};
