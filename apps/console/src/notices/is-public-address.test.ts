import { expect, test } from 'vitest';
import { isPublicAddress } from './is-public-address.ts';

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '93.184.215.14',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450:4001::64',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

test.each([
  // This machine, and this network
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '::1',
  '::',
  // Private networks, and those between
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '100.64.0.1',
  '100.127.255.255',
  'fc00::1',
  'fd12:3456::1',
  'fec0::1',
  // The link, with the metadata of clouds
  '169.254.169.254',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  // Groups
  '224.0.0.1',
  '239.255.255.255',
  '255.255.255.255',
  'ff02::1',
  // An address of IPv4 inside IPv6, also a public one
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  // Reserved, for tests and documentation
  '192.0.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '240.0.0.1',
  '2001:db8::1',
  '3fff::1',
  '100::1',
  '4000::1',
  // No address
  '',
  'localhost',
  '8.8.8.8.example.com',
])('%j is not public', (address) => expect(isPublicAddress(address)).toBe(false));
