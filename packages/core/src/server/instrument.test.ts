/// <reference types="node" />
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { authorizationCorpus } from '../../test/corpora.ts';
import type { TokenVerifier, VerifyResult } from './authentication/token-verifier.ts';
import { instrument, type MeterLike, type TracerLike } from './instrument.ts';

const { valid_token: token } = authorizationCorpus;
const principal = {
  kind: 'service',
  tokenId: 't',
  organizationId: 'o',
  permissions: [],
  expiresAt: null,
} as const;
const good: VerifyResult = { ok: true, principal };

/** Keeps what it is told, as an exporter would. */
function recorder() {
  const calls: unknown[] = [];
  const open = new Set<object>();
  const tracer: TracerLike = {
    startSpan(name) {
      const span = {
        setAttributes: (attributes: object) => calls.push(['span', name, attributes]),
        setStatus: (status: object) => calls.push(['status', status]),
        end: () => {
          open.delete(span);
        },
      };
      open.add(span);
      return span;
    },
  };
  const meter: MeterLike = {
    createCounter: (name) => ({
      add: (value, attributes) => calls.push(['counter', name, value, attributes]),
    }),
    createHistogram: (name, { unit }) => ({
      record: (value, attributes) => calls.push(['histogram', name, unit, value, attributes]),
    }),
  };
  return { tracer, meter, calls, open };
}

test('README example', () => {
  let time = 1000;
  const { tracer, meter, calls, open } = recorder();
  const verifier = instrument(
    {
      verify: () => {
        time += 250;
        return good;
      },
    },
    { tracer, meter, now: () => time },
  );
  expect(verifier.verify(token)).toBe(good);
  expect(calls).toEqual([
    ['counter', 'lynk_auth.verify', 1, { outcome: 'ok' }],
    ['histogram', 'lynk_auth.verify.duration', 's', 0.25, { outcome: 'ok' }],
    ['span', 'lynk_auth.verify', { outcome: 'ok' }],
  ]);
  expect(open.size).toBe(0);
});

describe('reports every outcome of a synchronous and an asynchronous verifier', () => {
  const cases: Record<string, [unknown, Record<string, string>, boolean]> = {
    ok: [good, { outcome: 'ok' }, false],
    invalid_token: [
      { ok: false, kind: 'invalid_token', reason: 'revoked' },
      { outcome: 'invalid_token', reason: 'revoked' },
      false,
    ],
    throttled: [
      { ok: false, kind: 'throttled', reason: 'too_many_failures' },
      { outcome: 'throttled', reason: 'too_many_failures' },
      false,
    ],
    unavailable: [
      { ok: false, kind: 'unavailable', reason: 'source_down' },
      { outcome: 'unavailable', reason: 'source_down' },
      true,
    ],
    nonsense: [{ ok: 'yes' }, { outcome: 'error' }, true],
    nothing: [undefined, { outcome: 'error' }, true],
    'an unknown kind': [{ ok: false, kind: 'other' }, { outcome: 'error' }, true],
    'a reason that is a token': [
      { ok: false, kind: 'invalid_token', reason: token },
      { outcome: 'invalid_token', reason: 'other' },
      false,
    ],
    'a reason that is a token in small letters': [
      { ok: false, kind: 'invalid_token', reason: 'lynk_live_abcdefghijkmnopqrst' },
      { outcome: 'invalid_token', reason: 'other' },
      false,
    ],
  };
  test.each(Object.entries(cases))('%s', async (_, [result, attributes, failed]) => {
    for (const verified of [result, Promise.resolve(result)]) {
      const { tracer, meter, calls, open } = recorder();
      const instrumented = instrument({ verify: () => verified as VerifyResult }, { tracer, meter }).verify(
        token,
      );
      expect(instrumented instanceof Promise).toBe(verified instanceof Promise);
      expect(await instrumented).toBe(result);
      expect(calls[0]).toEqual(['counter', 'lynk_auth.verify', 1, attributes]);
      expect(calls[2]).toEqual(['span', 'lynk_auth.verify', attributes]);
      expect(calls.slice(3)).toEqual(failed ? [['status', { code: 2 }]] : []);
      expect(open.size).toBe(0);
    }
  });

  test('reports and rethrows a throw and a rejection', async () => {
    const error = new Error(token);
    for (const verifier of [
      {
        verify: () => {
          throw error;
        },
      },
      { verify: () => Promise.reject(error) },
    ]) {
      const { tracer, meter, calls, open } = recorder();
      const thrown = await Promise.resolve()
        .then(() => instrument(verifier, { tracer, meter }).verify(token))
        .catch((e: unknown) => e);
      expect(thrown).toBe(error);
      expect(calls).toContainEqual(['counter', 'lynk_auth.verify', 1, { outcome: 'error' }]);
      expect(inspect(calls, { depth: 9 }).includes(token)).toBe(false);
      expect(open.size).toBe(0);
    }
  });
});

test('calls the verifier with its own this and all arguments', () => {
  const seen: unknown[] = [];
  const inner: TokenVerifier & { secret: string } = {
    secret: 'mine',
    verify(...request) {
      seen.push(this.secret, ...request);
      return good;
    },
  };
  instrument(inner, {}).verify(token, { clientIp: '192.0.2.1' });
  expect(seen).toEqual(['mine', token, { clientIp: '192.0.2.1' }]);
});

describe('ignores errors of the telemetry', () => {
  const fail = (): never => {
    throw new Error('telemetry');
  };
  const broken: Record<string, { tracer?: TracerLike; meter?: MeterLike }> = {
    startSpan: { tracer: { startSpan: fail } },
    'a span': { tracer: { startSpan: () => ({ setAttributes: fail, setStatus: fail, end: fail }) } },
    'no span': { tracer: { startSpan: () => undefined as never } },
    createCounter: { meter: { createCounter: fail, createHistogram: fail } },
    instruments: {
      meter: { createCounter: () => ({ add: fail }), createHistogram: () => ({ record: fail }) },
    },
  };
  test.each(Object.entries(broken))('%s', async (_, options) => {
    for (const verified of [good, Promise.resolve(good)]) {
      expect(await instrument({ verify: () => verified }, options).verify(token)).toBe(good);
    }
  });
});

test('rejects invalid options', () => {
  const verifier: TokenVerifier = { verify: () => good };
  for (const [one, options] of [
    [undefined, {}],
    [{}, {}],
    [Promise.resolve(verifier), {}],
    [verifier, { trace: {} }],
    [verifier, { tracer: {} }],
    [verifier, { tracer: null }],
    [verifier, { meter: {} }],
    [verifier, { now: 1 }],
    [verifier, undefined],
  ]) {
    expect(caught(() => instrument(one as never, options as never))).toMatchObject({ code: 'configuration' });
  }
});
