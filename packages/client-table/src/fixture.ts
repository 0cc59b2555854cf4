import type { TransportOptions } from '@lynk-auth/core/client';
import { findSecret } from './find-secret.ts';
import type { Arrived, Settings, Step } from './script.ts';
import type { MakeSubject, Subject } from './subject.ts';

/** What a behaviour is given: a case of its own on the servers, and clients for it. */
export interface Fixture extends Settings {
  /** The case's endpoint on `origins.plain`; on the others it is the same path. */
  readonly endpoint: string;
  at(origin: keyof Settings['origins'], path?: string): string;
  /** Says what the servers do, one step a request. */
  serve(...steps: readonly Step[]): Promise<void>;
  /** What has arrived since. */
  arrived(): Promise<readonly Arrived[]>;
  make(options?: Partial<TransportOptions>): Subject;
  /** What a call gives; it must not hold the token, wherever one looks. */
  value(call: Promise<unknown>): Promise<unknown>;
  /** What a call throws; likewise. */
  failure(call: () => unknown): Promise<Record<string, unknown>>;
}

let count = 0;

export function createFixture(settings: Settings, make: MakeSubject): Fixture {
  count += 1;
  const id = `${settings.adapter}-${count}-${Math.random().toString(36).slice(2, 8)}`;
  const control = async (body?: string): Promise<readonly Arrived[]> => {
    const init = body === undefined ? {} : { method: 'POST', body };
    return (await fetch(`${settings.origins.plain}/control/${id}`, init)).json();
  };
  const at: Fixture['at'] = (origin, path = '/lynkapi') => `${settings.origins[origin]}/${id}${path}`;
  const check = (outcome: unknown) => {
    for (const token of [settings.token, settings.newer]) {
      const where = findSecret(outcome, token.slice(token.lastIndexOf('_') + 1));
      if (where !== undefined) throw new Error(`The token can be found: ${where}.`);
    }
  };
  return {
    ...settings,
    endpoint: at('plain'),
    at,
    async serve(...steps) {
      await control(JSON.stringify(steps));
    },
    arrived: () => control(),
    make: (options) => make({ token: settings.token, endpoint: at('plain'), random: () => 0, ...options }),
    async value(call) {
      const value = await call;
      check(value);
      return value;
    },
    async failure(call) {
      let value: unknown;
      try {
        value = await call();
      } catch (error) {
        check(error);
        return error as Record<string, unknown>;
      }
      check(value);
      throw new Error('It did not fail.');
    },
  };
}
