import { expect, test } from 'vitest';
import { readSurface } from '../src/read-surface.ts';

const types = `
import { B, A as C } from 'somewhere';
export { z } from 'elsewhere';
/** A helper, which is not exported. */
interface Inner { readonly b: B }
/** What is offered. */
declare function offer(inner: Inner): void;
declare function offer(inner: Inner, more: string): void;
declare function other(c: C): void;
declare global { interface Window { offer: string } }
export { offer, type Inner as Unused, other as another };
`;

test('the order in which things are written, and what is said of them, do not matter', () => {
  const [head, ...statements] = types.trim().split(/\n(?!declare function offer\(inner: Inner, more)/);
  const shuffled = [...statements.filter((each) => !each.startsWith('/**')).reverse(), head].join('\n');
  expect(readSurface(shuffled)).toEqual(readSurface(types));
  expect(readSurface(types).text).not.toContain('A helper');
});

test('an export is what it is made of, whether that is exported or not', () => {
  const inner =
    'declare function offer(inner: Inner): void;\ninterface Inner { readonly b: B }\nimport { B } from "b";';
  const { exports } = readSurface(`${inner}\nexport { offer };`);
  const changed = readSurface(`${inner.replace('readonly b', 'b')}\nexport { offer };`).exports;
  expect(changed.get('offer')).not.toBe(exports.get('offer'));
  const moved = readSurface(`${inner.replace('from "b"', 'from "c"')}\nexport { offer };`).exports;
  expect(moved.get('offer')).not.toBe(exports.get('offer'));
});

test('names what is renamed, taken from elsewhere, or added to other types', () => {
  expect([...readSurface(types).exports.keys()]).toEqual(['Unused', 'another', 'global', 'offer', 'z']);
});

test('overloads keep their order', () => {
  const other = types.replace(
    /(declare function offer\(inner: Inner\).*\n)(declare function offer.*\n)/,
    '$2$1',
  );
  expect(readSurface(other).text).not.toBe(readSurface(types).text);
});
