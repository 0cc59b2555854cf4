import type { TransportOptions } from '@lynk-auth/core/client';
import { tokenCorpus } from '../corpora/corpora.ts';
import type { ClientUnderTest, CreateClient } from './client-under-test.ts';
import { findSecret } from './find-secret.ts';
import type { ClientServers, OriginName, ReceivedRequest, Step } from './script.ts';

/** Scripted servers for one case, and clients that call them. */
export interface Fixture extends ClientServers {
  /** The case's endpoint on `origins.plain`. The other origins have the same path. */
  readonly endpoint: string;
  /** Two valid tokens. */
  readonly token: string;
  readonly newerToken: string;
  at(origin: OriginName, path?: string): string;
  /** Sets what the servers do, one step per request. The last step repeats. */
  serve(...steps: readonly Step[]): Promise<void>;
  /** The requests since `serve`. */
  received(): Promise<readonly ReceivedRequest[]>;
  createClient(options?: Partial<TransportOptions>): ClientUnderTest;
  /** Creates a client with exactly this options object. */
  createClientWith: CreateClient;
  /** The result of a call. Throws if it contains a token anywhere. */
  resultOf(call: Promise<unknown>): Promise<unknown>;
  /** The error of a call. Throws if it contains a token anywhere. */
  failureOf(call: () => unknown): Promise<Record<string, unknown>>;
}

const [first, second] = tokenCorpus.issued;
const token = first?.token ?? '';
const newerToken = second?.token ?? '';

let count = 0;

export function createFixture(servers: ClientServers, createClient: CreateClient): Fixture {
  count += 1;
  const id = `${count}-${Math.random().toString(36).slice(2, 8)}`;
  const control = async (body?: string): Promise<readonly ReceivedRequest[]> => {
    const init = body === undefined ? {} : { method: 'POST', body };
    return (await fetch(`${servers.origins.plain}/control/${id}`, init)).json();
  };
  const at: Fixture['at'] = (origin, path = '/lynkapi') => `${servers.origins[origin]}/${id}${path}`;
  const assertNoToken = (outcome: unknown) => {
    for (const each of [token, newerToken]) {
      const path = findSecret(outcome, each.slice(each.lastIndexOf('_') + 1));
      if (path !== undefined) throw new Error(`The token is exposed at: ${path}.`);
    }
  };
  return {
    ...servers,
    token,
    newerToken,
    endpoint: at('plain'),
    at,
    async serve(...steps) {
      await control(JSON.stringify(steps));
    },
    received: () => control(),
    createClient: (options) => createClient({ token, endpoint: at('plain'), random: () => 0, ...options }),
    createClientWith: createClient,
    async resultOf(call) {
      const result = await call;
      assertNoToken(result);
      return result;
    },
    async failureOf(call) {
      let result: unknown;
      try {
        result = await call();
      } catch (error) {
        assertNoToken(error);
        return error as Record<string, unknown>;
      }
      assertNoToken(result);
      throw new Error('The call did not fail.');
    },
  };
}
