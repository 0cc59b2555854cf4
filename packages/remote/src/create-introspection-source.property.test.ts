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

let responseBody = '';
const source = createIntrospectionSource({
  endpoint: 'https://auth.example',
  credentials: { clientId: 'api', clientSecret: 's3cr3t' },
  maxStalenessSeconds: 0,
  clockToleranceSeconds: 0,
  clock: { wall: () => NOW * 1000, monotonic: () => 0 },
  fetch: async () => new Response(responseBody, { headers: { 'content-type': 'application/json' } }),
});

/** Looks the token up at an endpoint that responds with `text`. An error counts as a rejection. */
async function lookupWith(text: string): Promise<'accepted' | 'rejected'> {
  responseBody = text;
  try {
    const result = await source.lookup(personal.token, personal.digests);
    if (result.ok) expect(isPrincipal(result.principal) && Object.isFrozen(result.principal)).toBe(true);
    return result.ok ? 'accepted' : 'rejected';
  } catch (error) {
    expect(isLynkError(error)).toBe(true);
    return 'rejected';
  }
}

const isNonEmptyString = (value: unknown) => typeof value === 'string' && value !== '';
const isTime = (value: unknown, isValid: (time: number) => boolean) =>
  value === undefined ||
  value === null ||
  (typeof value === 'number' && isValid(Math.floor(value > 253_402_300_799 ? value / 1000 : value)));

/** A second, independent implementation of the rules: RFC 7662 and the claims of `principalToClaims`. */
function isValidResponse(value: unknown): boolean {
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
    ['sub', 'lynk_token_id', 'lynk_organization_id'].every((name) => isNonEmptyString(claim.get(name))) &&
    (kind === 'personal' || (kind === 'service' && claim.get('sub') === claim.get('lynk_token_id'))) &&
    isTime(claim.get('exp'), (exp) => exp > NOW) &&
    (typeof claim.get('iat') !== 'number' || isTime(claim.get('iat'), (iat) => iat <= NOW)) &&
    isTime(claim.get('nbf'), (nbf) => nbf <= NOW) &&
    !claim.has('cnf')
  );
}

const expected = (text: string): 'accepted' | 'rejected' => {
  try {
    return isValidResponse(JSON.parse(text)) ? 'accepted' : 'rejected';
  } catch {
    return 'rejected';
  }
};

test('accepts the response that the others are derived from', async () => {
  expect(await lookupWith(JSON.stringify(good))).toBe('accepted');
});

test('rejects any other JSON value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect(await lookupWith(JSON.stringify(value))).toBe('rejected');
    }),
  );
});

/** Nearly valid values, and arbitrary ones. */
const claimValue = fc.oneof(
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
  fc.constantFrom<unknown>(NOW, NOW + 1, `${NOW + 60}`, NOW + 0.5, NOW * 1000 + 500, 1e300, -1, 0, [
    NOW + 60,
  ]),
  fc.jsonValue({ maxDepth: 1 }),
);
/** `undefined` removes the claim. */
const changes = fc.dictionary(fc.constantFrom(...names), fc.option(claimValue, { nil: undefined }), {
  maxKeys: 4,
});

test('accepts an active response with changed, added or removed claims if and only if it is well-formed', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (changed) => {
      const text = JSON.stringify({ ...good, ...changed });
      expect(await lookupWith(text)).toBe(expected(text));
    }),
    { numRuns: 1000 },
  );
});

test('rejects a response that was cut or had characters inserted, unless it is still well-formed', async () => {
  const json = JSON.stringify(good);
  const position = fc.nat({ max: json.length });
  await fc.assert(
    fc.asyncProperty(position, position, fc.string({ maxLength: 3 }), async (from, to, inserted) => {
      const text = json.slice(0, from) + inserted + json.slice(Math.max(from, to));
      const hasDuplicateName = new Set(text.match(/"\w+":/g)).size !== (text.match(/"\w+":/g) ?? []).length;
      expect(await lookupWith(text)).toBe(hasDuplicateName ? 'rejected' : expected(text));
    }),
    { numRuns: 500 },
  );
});
