import { generateToken } from '@lynk-auth/core';
import { createStaticSource, createVerifier, generateStaticToken } from '@lynk-auth/verifier';
import { expect, test } from 'vitest';
import { createRevocationHandler, type Handler } from '../../src/http/index.ts';
import { createHttpAuthority } from './create-http-authority.ts';

/** Calls a handler with a token in a form. */
async function call(handler: Handler, bearer: string, token: string) {
  const response = await handler(
    new Request('https://auth.example/revoke', {
      method: 'POST',
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ token }).toString(),
    }),
  );
  return [response.status, await response.text()];
}

const revoked = [200, ''];

test('a token of any kind ends itself', async () => {
  const acme = await createHttpAuthority();
  const handler = createRevocationHandler(acme.options);
  for (const secret of [acme.viewer, acme.personal]) {
    const token = secret.reveal();
    expect(await call(handler, token, token)).toEqual(revoked);
    expect(await acme.verifier.verify(token)).toMatchObject({ reason: 'revoked' });
  }
});

test('a service token that introspects revokes every token of its organization', async () => {
  const acme = await createHttpAuthority();
  const handler = createRevocationHandler(acme.options);
  for (const secret of [acme.viewer, acme.personal]) {
    expect(await call(handler, acme.gateway.reveal(), secret.reveal())).toEqual(revoked);
    expect(await acme.verifier.verify(secret.reveal())).toMatchObject({ reason: 'revoked' });
  }
  expect(await call(handler, acme.gateway.reveal(), acme.viewer.reveal())).toEqual(revoked);
});

test('other callers may not revoke another token', async () => {
  const acme = await createHttpAuthority();
  const handler = createRevocationHandler(acme.options);
  const [status, body] = await call(handler, acme.viewer.reveal(), acme.gateway.reveal());
  expect([status, body]).toEqual([403, expect.stringContaining('FORBIDDEN')]);
  expect(await acme.verifier.verify(acme.gateway.reveal())).toMatchObject({ ok: true });
});

test('a token of another organization is unknown, and stays valid', async () => {
  const acme = await createHttpAuthority();
  const handler = createRevocationHandler(acme.options);
  for (const token of [
    acme.foreign.reveal(),
    'x',
    generateToken({ kind: 'service', environment: 'live' }).reveal(),
  ]) {
    expect(await call(handler, acme.gateway.reveal(), token)).toEqual(revoked);
  }
  expect(await acme.verifier.verify(acme.foreign.reveal())).toMatchObject({ ok: true });
});

test('a valid token that the authority did not issue is not reported as revoked', async () => {
  const acme = await createHttpAuthority();
  const { secret, sha256 } = generateStaticToken();
  const token = secret.reveal();
  const principal = {
    kind: 'service',
    tokenId: 'fixed',
    organizationId: acme.organizationId,
    permissions: ['introspect_tokens'],
    expiresAt: null,
  } as const;
  const fixed = createVerifier({ source: createStaticSource([{ sha256, principal }]), observe: null });
  const verifier = {
    verify: (text: string) => (text === token ? fixed : acme.verifier).verify(text),
  };
  const handler = createRevocationHandler({ ...acme.options, verifier });
  for (const bearer of [token, acme.gateway.reveal()]) {
    const [status, body] = await call(handler, bearer, token);
    expect([status, JSON.parse(body as string)]).toEqual([
      400,
      { error: 'unsupported_token_type', error_description: expect.any(String) },
    ]);
  }
  expect((await call(handler, token, acme.viewer.reveal()))[0]).toBe(403);
});
