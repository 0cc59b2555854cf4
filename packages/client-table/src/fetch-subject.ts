import { createLynkClient } from '@lynk-auth/fetch';
import type { MakeSubject } from './subject.ts';

export const makeFetchSubject: MakeSubject = (options) => {
  const client = createLynkClient(options);
  return {
    query: (document, call) => client.query(document, {}, call),
    send: (method, address, { body, ...init } = {}) =>
      client.raw.raw(address, { method, ...init, body: body as BodyInit }),
  };
};
