import { describe, expect, it } from 'vitest';
import { isInNetworks, parseNetwork } from './networks.ts';

const isIn = (address: string | undefined, text: string) => {
  const network = parseNetwork(text);
  return network !== null && isInNetworks(address, [network]);
};

describe('README example', () => {
  it('parses a network, and returns null for a prefix that is too long', () => {
    expect(parseNetwork('192.0.2.0/24')).not.toBeNull();
    expect(parseNetwork('192.0.2.0/33')).toBeNull();
  });
});

it.each([
  [
    '192.0.2.0/24',
    ['192.0.2.0', '192.0.2.255', '::ffff:192.0.2.1'],
    ['192.0.3.0', '192.0.1.255', '::c000:201'],
  ],
  ['192.0.2.7', ['192.0.2.7'], ['192.0.2.6', '192.0.2.8']],
  ['192.0.2.129/25', ['192.0.2.128', '192.0.2.255'], ['192.0.2.127']],
  ['10.0.0.0/8', ['10.255.255.255'], ['11.0.0.0', '9.255.255.255']],
  ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::1']],
  ['::/0', ['::', 'ffff::1'], ['192.0.2.1']],
  ['2001:db8::/32', ['2001:db8::', '2001:db8:ffff::'], ['2001:db9::', '2001:db7:ffff::']],
  ['2001:db8::/33', ['2001:db8:7fff::'], ['2001:db8:8000::']],
  ['2001:DB8::1/128', ['2001:db8::1'], ['2001:db8::2']],
  ['::ffff:192.0.2.0/120', ['192.0.2.9'], ['192.0.3.9']],
])('%s contains its own addresses only', (network, inside, outside) => {
  for (const address of inside) expect(isIn(address, network), address).toBe(true);
  for (const address of [...outside, undefined, '', 'x', '192.0.2', `${inside[0]}/32`]) {
    expect(isIn(address, network), String(address)).toBe(false);
  }
});

it.each([
  '',
  '/',
  '/8',
  'x/8',
  '192.0.2.0/',
  '192.0.2.0/-1',
  '192.0.2.0/08',
  '192.0.2.0/33',
  '192.0.2.0/8/8',
  '192.0.2/24',
  ' 192.0.2.0/24',
  '192.0.2.0 /24',
  '192.0.2.0/2 4',
  '::/129',
  '::ffff:192.0.2.0/95',
  '::ffff:192.0.2.0/129',
  '192.0.02.0/24',
  '1.2.3.4.5/8',
  'fe80::1%eth0/64',
  '192.0.2.0/1e1',
  '٣.0.2.0/24',
])('returns null for %o', (text) => {
  expect(parseNetwork(text)).toBeNull();
});
