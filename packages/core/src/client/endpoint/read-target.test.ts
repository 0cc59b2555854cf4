import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caught } from '../../../test/caught.ts';
import { readTarget } from './read-target.ts';

const base = new URL('https://api.example.com/lynkapi');

describe('accepts', () => {
  test.each([
    ['', 'https://api.example.com/lynkapi'],
    ['/healthz', 'https://api.example.com/healthz'],
    ['healthz?a=b#c', 'https://api.example.com/healthz?a=b'],
    ['https://api.example.com/x', 'https://api.example.com/x'],
    ['HTTPS://API.EXAMPLE.COM:443/x', 'https://api.example.com/x'],
    ['https:/x', 'https://api.example.com/x'],
    ['\\x', 'https://api.example.com/x'],
    ['//api.example.com/x', 'https://api.example.com/x'],
    ['https://api。example。com/x', 'https://api.example.com/x'],
    ['/@evil.example', 'https://api.example.com/@evil.example'],
    ['/x?//evil.example', 'https://api.example.com/x?//evil.example'],
  ])('%j', (address, expected) => expect(readTarget(address, base)).toBe(expected));
});

describe('rejects without showing the URL', () => {
  test.each([
    'http://api.example.com/x',
    'https://api.example.com:8443/x',
    'https://example.com/x',
    'https://evil.example/x',
    'https://x.api.example.com/x',
    'https://api.example.com.evil.example/x',
    'https://api.example.com./x',
    'https://api.example.com@evil.example/x',
    'https://api.example.com:443@evil.example/x',
    'https://someone@api.example.com/x',
    'https://:secret@api.example.com/x',
    'https://evil.example\\@api.example.com/x',
    'https://evil.example#@api.example.com/x',
    'https://evil.example?@api.example.com/x',
    '//evil.example/x',
    '\\\\evil.example/x',
    '/\\evil.example/x',
    '\\/evil.example/x',
    '/\t/evil.example/x',
    ' //evil.example/x',
    'https:\n//evil.example/x',
    'https://аpi.example.com/x',
    'https://api.example.com%2eevil.example/x',
    'https://[::1]/x',
    'wss://api.example.com/x',
    'data:text/plain,x',
    'blob:https://api.example.com/x',
    'javascript:alert(1)',
    'file:///x',
    'https://',
    'https://api.example.com:99999/',
  ])('%j', (address) => {
    const error = caught(() => readTarget(address, base));
    expect(error).toMatchObject({ name: 'LynkOriginError', code: 'origin' });
    expect((error as Error).message).not.toMatch(/example|secret/);
  });
});

test('returns only URLs of the origin, in any notation', () => {
  const piece = fc.constantFrom(
    ...[
      'https:',
      'http:',
      'HTTPS:',
      'blob:',
      '/',
      '//',
      '\\',
      '\t',
      '\n',
      ' ',
      '@',
      ':',
      '?',
      '#',
      '.',
      '..',
      '%2f',
      '%40',
    ],
    ...[
      'api.example.com',
      'evil.example',
      'api.example.com.',
      'example.com',
      'аpi.example.com',
      'api。example。com',
    ],
    ...['443', '80', '8443', 'user', 'x', '[::1]', '127.0.0.1', '０', '\u00ad', '\u0000'],
  );
  let taken = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 8 }).map((all) => all.join('')),
        fc.webUrl(),
        fc.string(),
      ),
      (address) => {
        let target: string;
        try {
          target = readTarget(address, base);
        } catch (error) {
          expect(error).toMatchObject({ code: 'origin' });
          return;
        }
        taken += 1;
        // By its text, since another parser may be the next to read it.
        expect(target).toMatch(/^https:\/\/api\.example\.com\/[!-~]*$/);
        expect(target).not.toContain('#');
        expect(new Request(target).url).toBe(target);
        expect(readTarget(target, base)).toBe(target);
      },
    ),
    { numRuns: 4000 },
  );
  expect(taken).toBeGreaterThan(200);
});
