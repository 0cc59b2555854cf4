/// <reference types="node" />
import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIp } from './parse-ip.ts';

test('README example', () => {
  expect(parseIp('2001:DB8:0:0::1')).toBe('2001:db8::1');
  expect(parseIp('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(parseIp('192.0.2.01')).toBe(null);
});

test.each([
  ['0.0.0.0', '0.0.0.0'],
  ['255.255.255.255', '255.255.255.255'],
  ['::', '::'],
  ['::1', '::1'],
  ['1::', '1::'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
  ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['1::2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['2001:0DB8::00aB', '2001:db8::ab'],
  ['::FFFF:c000:201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
  ['::192.0.2.1', '::c000:201'],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ['fe80::1%eth0', 'fe80::1'],
  ['::ffff:192.0.2.1%1', '192.0.2.1'],
])('%s', (text, canonical) => {
  expect(parseIp(text)).toBe(canonical);
  expect(parseIp(canonical)).toBe(canonical);
});

test.each([
  '',
  '1.2.3',
  '1.2.3.4.5',
  '256.1.1.1',
  '1.2.3.04',
  '0x7f.0.0.1',
  '127.1',
  '2130706433',
  '1.2.3.4 ',
  '1.2.3.4%eth0',
  '1.2.3.4:80',
  '[::1]',
  '::1:',
  ':::',
  ':1',
  '1:',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '12345::',
  'g::',
  '::1%',
  '::1%é',
  '1.2.3.4::',
  '::1.2.3.4:5',
  '１.2.3.4',
  'localhost',
])('%s is none', (text) => {
  expect(parseIp(text)).toBe(null);
});

const part = fc.oneof(
  fc.stringMatching(/^[0-9a-fA-F]{1,4}$/),
  fc.ipV4(),
  fc.constantFrom('', '0', '00', '255', '256', 'ffff', 'g', '::', '%', '%e', ' '),
);
const almost = fc.array(fc.tuple(part, fc.constantFrom(':', ':', ':', '.', '::', '')), { maxLength: 10 });

test('accepts the same addresses as node:net and normalizes them equally', () => {
  const text = fc.oneof(
    almost.map((list) => list.flat().join('')),
    almost.map((list) => list.map(([one]) => one).join(':')),
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV6().map((ip) => `${ip}%eth0`),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (input) => {
      const canonical = parseIp(input);
      expect(canonical !== null).toBe(isIP(input) !== 0);
      if (canonical === null) return;
      expect(parseIp(canonical)).toBe(canonical);
      // Another's reading of both forms.
      const list = new BlockList();
      list.addAddress(canonical, isIP(canonical) === 4 ? 'ipv4' : 'ipv6');
      const address = input.split('%')[0] ?? '';
      expect(list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')).toBe(true);
    }),
    { numRuns: 20_000 },
  );
});
