import { isLynkError, isPrincipal } from '@lynk-auth/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personal } from '../test/tokens.ts';
import { createIntrospectionSource } from './create-introspection-source.ts';

const NOW = 1_900_000_000;
const good = {
  active: true,
  token_type: 'Bearer',
  scope: 'view_sboms',
  sub: 'u1',
  exp: NOW + 60,
  iat: NOW - 60,
  lynk_kind: 'personal',
  lynk_token_id: 't1',
  lynk_organization_id: 'o1',
};
const names = [...Object.keys(good), 'nbf', 'cnf', 'other', '__proto__'];

let said = '';
const source = createIntrospectionSource({
  endpoint: 'https://auth.example',
  credentials: { clientId: 'us', clientSecret: 's3cr3t' },
  maxStalenessSeconds: 0,
  clockToleranceSeconds: 0,
  clock: { wall: () => NOW * 1000, monotonic: () => 0 },
  fetch: async () => new Response(said, { headers: { 'content-type': 'application/json' } }),
});

/** What is accepted; what is refused, with its reason or the code of its error. */
async function judge(text: string): Promise<'accepted' | 'refused'> {
  said = text;
  try {
    const answer = await source.lookup(personal.token, personal.digests);
    if (answer.ok) expect(isPrincipal(answer.principal) && Object.isFrozen(answer.principal)).toBe(true);
    return answer.ok ? 'accepted' : 'refused';
  } catch (error) {
    expect(isLynkError(error)).toBe(true);
    return 'refused';
  }
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isTime = (value: unknown, holds: (time: number) => boolean) =>
  value === undefined ||
  (Number.isInteger(value) && Math.abs(value as number) <= 8.64e12 && holds(value as number));

/** The standard, and the names of our own, once more and by other means than the source's. */
function isGood(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const claim = new Map<string, unknown>(Object.entries(value));
  const type = claim.get('token_type');
  const scope = claim.get('scope');
  const kind = claim.get('lynk_kind');
  return (
    claim.get('active') === true &&
    (type === undefined || (typeof type === 'string' && /^bearer$/i.test(type))) &&
    (scope === undefined ||
      (typeof scope === 'string' && /^[!#-[\]-~]{1,128}( [!#-[\]-~]{1,128})*$/.test(scope))) &&
    ['sub', 'lynk_token_id', 'lynk_organization_id'].every((name) => isText(claim.get(name))) &&
    (kind === 'personal' || (kind === 'service' && claim.get('sub') === claim.get('lynk_token_id'))) &&
    isTime(claim.get('exp'), (exp) => exp > NOW) &&
    isTime(claim.get('iat'), (iat) => iat <= NOW) &&
    isTime(claim.get('nbf'), (nbf) => nbf <= NOW) &&
    !claim.has('cnf')
  );
}

const expected = (text: string): 'accepted' | 'refused' => {
  try {
    return isGood(JSON.parse(text)) ? 'accepted' : 'refused';
  } catch {
    return 'refused';
  }
};

test('the answer that all others are made of is accepted', async () => {
  expect(await judge(JSON.stringify(good))).toBe('accepted');
});

test('no other JSON is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await judge(JSON.stringify(value))).toBe('refused');
    }),
  );
});

/** Values that come near to right ones, and any others. */
const near = fc.oneof(
  fc.constantFrom<unknown>(
    true,
    'true',
    1,
    null,
    'Bearer',
    'bearer',
    'DPoP',
    'personal',
    'service',
    't1',
    '',
  ),
  fc.constantFrom<unknown>(NOW, NOW + 1, `${NOW + 60}`, NOW + 0.5, 1e300, -1, 0, [NOW + 60], { exp: NOW }),
  fc.jsonValue({ maxDepth: 1 }),
);
/** `undefined` takes the name away. */
const changes = fc.dictionary(fc.constantFrom(...names), fc.option(near, { nil: undefined }), { maxKeys: 4 });

test('an active answer with names changed, added or taken away is, if and only if it is well formed', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      const text = JSON.stringify({ ...good, ...changed });
      expect(await judge(text)).toBe(expected(text));
    }),
    { numRuns: 1000 },
  );
});

test('nor is a text that was cut, or in which something was put', async () => {
  const whole = JSON.stringify(good);
  const place = fc.nat({ max: whole.length });
  await fc.assert(
    fc.asyncProperty(place, place, fc.string({ maxLength: 3 }), async (from, to, put) => {
      const text = whole.slice(0, from) + put + whole.slice(Math.max(from, to));
      const twice = new Set(text.match(/"\w+":/g)).size !== (text.match(/"\w+":/g) ?? []).length;
      expect(await judge(text)).toBe(twice ? 'refused' : expected(text));
    }),
    { numRuns: 500 },
  );
});
