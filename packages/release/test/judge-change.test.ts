import { expect, test } from 'vitest';
import { type Change, judgeChange } from '../src/judge-change.ts';

const released = { index: { kept: '1', other: '2' } };
const change = (over: Partial<Change>): Change => ({
  name: '@lynk-auth/core',
  version: '0.3.0',
  released,
  now: released,
  bump: undefined,
  ...over,
});
const changed = { index: { kept: '1', other: '3' } };
const gone = { index: { kept: '1' } };
const more = { index: { kept: '1', other: '2', third: '3' } };

test.each<[string, Partial<Change>]>([
  ['nothing has changed', {}],
  ['a change, by a minor', { now: changed, bump: 'minor' }],
  ['an export less, by a minor', { now: gone, bump: 'minor' }],
  ['an export more, by a patch', { now: more, bump: 'patch' }],
  ['a change, by a major, from 1.0', { now: changed, bump: 'major', version: '1.2.3' }],
  ['an export more, by a minor, from 1.0', { now: more, bump: 'minor', version: '1.2.3' }],
  ['a package that was never released', { released: undefined, bump: 'minor' }],
])('is content: %s', (_, over) => expect(judgeChange(change(over))).toBe(null));

test.each<[string, Partial<Change>, RegExp]>([
  ['a change', { now: changed }, /other is not what it was; no changeset names it\. .* at least minor\./],
  ['a change, by a patch', { now: changed, bump: 'patch' }, /its changesets say patch\. .* at least minor\./],
  ['an export less, by a patch', { now: gone, bump: 'patch' }, /other is gone; .* at least minor\./],
  ['an entry less', { now: {} }, /kept is gone, other is gone/],
  ['an export more', { now: more }, /third is new; no changeset names it\. .* at least patch\./],
  ['a change, by a minor, from 1.0', { now: changed, bump: 'minor', version: '1.2.3' }, /at least major\./],
  [
    'an export more, by a patch, from 1.0',
    { now: more, bump: 'patch', version: '1.2.3' },
    /at least minor\./,
  ],
  ['a package that was never released', { released: undefined }, /kept is new, other is new/],
])('says what to do: %s', (_, over, sentence) => expect(judgeChange(change(over))).toMatch(sentence));
