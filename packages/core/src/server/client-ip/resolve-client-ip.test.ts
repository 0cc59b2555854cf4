import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { assertClientIpPolicy, resolveClientIp } from './resolve-client-ip.ts';

const remoteAddress = '10.0.0.2';

test('README example', () => {
  const source = { remoteAddress, forwardedFor: '1.1.1.1, 192.0.2.7' };
  expect(resolveClientIp({ trustedProxies: 1 }, source)).toBe('192.0.2.7');
  expect(resolveClientIp(undefined, source)).toBe(remoteAddress);
});

describe('without a policy, returns the socket’s address', () => {
  test.each([
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['FE80::1%eth0', 'fe80::1'],
    ['', undefined],
    [undefined, undefined],
    [null, undefined],
    ['unix:', undefined],
  ])('%s', (address, expected) => {
    const source = { remoteAddress: address, forwardedFor: '1.1.1.1' };
    expect(resolveClientIp(undefined, source)).toBe(expected);
    expect(resolveClientIp({ trustedProxies: 0 }, source)).toBe(expected);
  });
});

describe('with trusted proxies, counts from the right', () => {
  const chain = '192.0.2.1, 192.0.2.2,192.0.2.3 ,\t192.0.2.4';
  test.each([
    [1, chain, '192.0.2.4'],
    [2, chain, '192.0.2.3'],
    [4, chain, '192.0.2.1'],
    [5, chain, undefined],
    [1, '', undefined],
    [1, undefined, undefined],
    [1, null, undefined],
    [1, [], undefined],
    [2, ['192.0.2.1', '192.0.2.2'], '192.0.2.1'],
    [1, ['192.0.2.1', ''], undefined],
    [1, '192.0.2.1,', undefined],
    [2, ',192.0.2.1', undefined],
    [1, 'unknown', undefined],
    [2, '192.0.2.1, unknown', undefined],
    [1, 'unknown, 192.0.2.2', '192.0.2.2'],
    [1, '192.0.2.1:4711', '192.0.2.1'],
    [1, '[2001:DB8::1]', '2001:db8::1'],
    [1, '[2001:db8::1]:443', '2001:db8::1'],
    [1, '2001:db8::1', '2001:db8::1'],
    [1, '[fe80::1%eth0]:443', 'fe80::1'],
    [1, '[::ffff:192.0.2.1]', '192.0.2.1'],
    [1, '192.0.2.1:65536', undefined],
    [1, '192.0.2.1:', undefined],
    [1, '[192.0.2.1]:80', undefined],
    [1, '[::1', undefined],
    [1, '"192.0.2.1"', undefined],
    [1, '192.0.2.1\u00a0', undefined],
    [1, '192.0.2.1\n', undefined],
  ] as const)('%i of %j', (trustedProxies, forwardedFor, expected) => {
    expect(resolveClientIp({ trustedProxies }, { remoteAddress, forwardedFor })).toBe(expected);
  });

  test('ignores entries that the client adds on the left', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.ipV4(),
        fc.integer({ min: 1, max: 4 }),
        (forged, ip, trustedProxies) => {
          const own = [ip, ...Array<string>(trustedProxies - 1).fill('10.0.0.1')].join(', ');
          expect(resolveClientIp({ trustedProxies }, { forwardedFor: `${forged}, ${own}` })).toBe(ip);
          expect(resolveClientIp({ trustedProxies }, { forwardedFor: [forged, own] })).toBe(ip);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('policies', () => {
  const invalid = [
    null,
    { trustedProxies: -1 },
    { trustedProxies: 1.5 },
    { trustedProxies: 33 },
    { trustedProxies: '1' },
    {},
  ];

  test('rejects invalid policies, which yield no address', () => {
    for (const policy of invalid) {
      expect(caught(() => assertClientIpPolicy('lynkAuth: clientIp', policy))).toMatchObject({
        code: 'configuration',
      });
      expect(resolveClientIp(policy as never, { remoteAddress, forwardedFor: '192.0.2.1' })).toBe(undefined);
    }
    for (const policy of [1, [], { trustedProxies: 1, trust: true }]) {
      expect(caught(() => assertClientIpPolicy('lynkAuth: clientIp', policy))).toMatchObject({
        code: 'configuration',
      });
    }
  });

  test('accepts valid policies', () => {
    for (const policy of [undefined, { trustedProxies: 0 }, { trustedProxies: 32 }]) {
      expect(() => assertClientIpPolicy('lynkAuth: clientIp', policy)).not.toThrow();
    }
  });
});
