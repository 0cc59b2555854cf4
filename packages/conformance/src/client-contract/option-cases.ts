import { allowInsecureTransport } from '@lynk-auth/core/client';
import { withPollutedPrototype } from '../with-polluted-prototype.ts';
import type { Behavior } from './client-case.ts';
import { has, same } from './expectations.ts';
import { good, goodData, query } from './operations.ts';

const configuration = { name: 'LynkConfigurationError', code: 'configuration' };
/** RFC 5737 reserves the address for documentation. */
const remote = 'http://192.0.2.1/lynkapi';

/** Checks how a client reads its options. */
export const options: readonly Behavior[] = [
  {
    name: 'reads no option from a polluted Object.prototype',
    async run({ serve, createClient, createClientWith, resultOf, failureOf, token }) {
      await serve(good);
      const polluted = { maxResponseBytes: 1, totalTimeoutMs: 1, [allowInsecureTransport]: true };
      await withPollutedPrototype(polluted, async () => {
        same(await resultOf(createClient().query(query)), goodData);
        has(await failureOf(() => createClientWith({ token, endpoint: remote })), configuration);
      });
    },
  },
  {
    name: 'sends no token to an endpoint of a polluted Object.prototype',
    async run({ serve, createClientWith, received, token, endpoint }) {
      await serve(good);
      await withPollutedPrototype({ endpoint }, async () => {
        const stop = new AbortController();
        // The default endpoint is another machine, which is not called: the call is aborted before it begins.
        stop.abort();
        await createClientWith({ token })
          .query(query, { signal: stop.signal })
          .catch(() => undefined);
        await createClientWith({ token })
          .send('GET', endpoint)
          .catch(() => undefined);
      });
      same((await received()).length, 0, 'The number of requests');
    },
  },
  {
    name: 'rejects options that inherit, such as an instance of a class',
    async run({ createClientWith, failureOf, token, endpoint }) {
      class Options {
        readonly token = token;
        readonly endpoint = endpoint;
      }
      for (const inheriting of [
        new Options(),
        Object.create({ token, endpoint }),
        Object.assign(Object.create({ retries: 0 }), { token, endpoint }),
      ]) {
        has(await failureOf(() => createClientWith(inheriting)), configuration);
      }
    },
  },
];
